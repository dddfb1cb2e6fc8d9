// What is known about the health of registries.

exports.up = async knex => {
  const text = knex.client.config.client.includes('sqlite') ? 'text' : 'text collate "C"';

  await knex.schema.createTable('registry_status', table => {
    table.specificType('registry_id', text).primary();
    table.foreign('registry_id').references('registries.id').onDelete('CASCADE');
    table.specificType('code', text).notNullable().index();
    table.text('cause');
    table.text('next_step');
    table.specificType('since', text).notNullable();
    table.specificType('checked_at', text);
    table.specificType('expires_at', text);
    table.specificType('expiring_at', text).index().comment('When OK becomes EXPIRING by itself');
    table.text('repository').comment('Was proven by somebody; tried again by each check');
    table.text('proven').notNullable().comment('JSON');
    table.integer('failures').notNullable().defaultTo(0).comment('In a row; checks back off by it');
    table.specificType('next_check_at', text).index();
  });

  await knex.schema.createTable('status_history', table => {
    table.specificType('id', text).primary().comment('Sorts by time');
    table.specificType('registry_id', text).notNullable();
    table.foreign('registry_id').references('registries.id').onDelete('CASCADE');
    table.specificType('code', text).notNullable();
    table.text('cause');
    table.specificType('at', text).notNullable();
    table.index(['registry_id', 'at', 'id']);
    table.index(['at', 'id']);
  });

  await knex.schema.createTable('check_counts', table => {
    table.specificType('key', text).primary().comment('A caller or a host');
    table.specificType('window_start', text).notNullable().index();
    table.integer('count').notNullable();
  });
};

exports.down = async () => {
  throw new Error('Migrations of Berth go forward only. Restore a backup to go back.');
};
