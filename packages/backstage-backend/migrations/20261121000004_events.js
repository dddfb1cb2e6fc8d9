// Who did what; secrets by fingerprints only.

exports.up = async knex => {
  const text = knex.client.config.client.includes('sqlite') ? 'text' : 'text collate "C"';

  await knex.schema.createTable('events', table => {
    table.specificType('id', text).primary();
    table.specificType('at', text).notNullable();
    table.specificType('action', text).notNullable();
    table.specificType('actor', text).notNullable();
    table.specificType('target', text).notNullable();
    table.text('outcome').notNullable();
    table.text('reason');
    table.text('changes').comment('JSON');
    table.index(['at', 'id']);
    table.index(['target', 'at']);
    table.index(['actor', 'at']);
  });
};

exports.down = async () => {
  throw new Error('Migrations of Berth go forward only. Restore a backup to go back.');
};
