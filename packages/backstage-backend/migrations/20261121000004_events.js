// Who did what; secrets by fingerprints only.

exports.up = async knex => {
  const text = knex.client.config.client.includes('sqlite') ? 'text' : 'text collate "C"';

  await knex.schema.createTable('events', table => {
    table.specificType('id', text).primary().comment('Sorts by time');
    table.specificType('at', text).notNullable();
    table.specificType('action', text).notNullable();
    table.specificType('actor', text).notNullable();
    table.text('actor_kind').notNullable().comment('user or service');
    table.specificType('target', text).notNullable();
    // No foreign key: what was done outlives what it was done to.
    table.specificType('target_id', text);
    table.text('outcome').notNullable();
    table.text('reason');
    table.text('changes').notNullable().comment('JSON');
    table.index(['at', 'id']);
    for (const column of ['target', 'target_id', 'actor', 'action']) {
      table.index([column, 'at', 'id']);
    }
  });
};

exports.down = async () => {
  throw new Error('Migrations of Berth go forward only. Restore a backup to go back.');
};
