// What lists of registries are sorted by: how urgent a status is, and when a login ends.

exports.up = async knex => {
  const isSqlite = knex.client.config.client.includes('sqlite');
  const text = isSqlite ? 'text' : 'text collate "C"';
  // SQLite cannot add a column that is stored, nor PostgreSQL before 18 one that is not.
  const kept = isSqlite ? 'virtual' : 'stored';

  await knex.schema.alterTable('registry_status', table => {
    table.specificType('urgency', `${text} generated always as (${URGENCY}) ${kept}`);
    table.specificType('ends_at', text).comment('When the first of the logins ends');
  });
  const now = new Date().toISOString();
  // A list that is sorted by the status holds what has a row here.
  await knex.raw(
    `insert into registry_status (registry_id, code, since, proven, failures, next_check_at)
    select id, 'UNKNOWN', ?, '[]', 0, ? from registries
    where id not in (select registry_id from registry_status)`,
    [now, now],
  );
  await knex.raw(`update registry_status set ends_at = coalesce(${ENTERED_END}, expires_at)`);

  await knex.schema.alterTable('registry_status', table => {
    table.index(['urgency', 'registry_id']);
    table.index(['ends_at', 'registry_id']);
  });
  await knex.schema.alterTable('credentials', table => {
    table.dropIndex('expires_at');
    table.index(['expires_at', 'id']);
  });
};

/** The worst first, as text. */
const URGENCY = `case code when 'INVALID' then '0' when 'EXPIRED' then '1'
  when 'INSUFFICIENT_SCOPE' then '2' when 'TLS_ERROR' then '3' when 'UNREACHABLE' then '4'
  when 'RATE_LIMITED' then '5' when 'EXPIRING' then '6' when 'UNKNOWN' then '7'
  when 'PUBLIC' then '8' else '9' end`;

const ENTERED_END = `(
  select min(credentials.expires_at) from registries join credentials
    on credentials.id in (registries.pull_credential_id, registries.push_credential_id)
  where registries.id = registry_status.registry_id
)`;

exports.down = async () => {
  throw new Error('Migrations of Berth go forward only. Restore a backup to go back.');
};
