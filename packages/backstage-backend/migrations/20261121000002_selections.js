// What apps have chosen.

exports.up = async knex => {
  const text = knex.client.config.client.includes('sqlite') ? 'text' : 'text collate "C"';

  await knex.schema.createTable('selections', table => {
    table.specificType('entity_ref', text).notNullable();
    table.specificType('environment', text).notNullable().defaultTo('').comment("'' is all");
    // No foreign key: a choice outlives its registry, and says then that it is gone.
    table.specificType('registry_id', text).index().comment('Null is the choice of none');
    table.specificType('registry_name', text).comment('As it was called when it was chosen');
    table.text('repository');
    table.text('pull_secret_name');
    table.integer('revision').notNullable();
    table.specificType('created_at', text).notNullable();
    table.text('created_by').notNullable();
    table.specificType('updated_at', text).notNullable();
    table.text('updated_by').notNullable();
    table.primary(['entity_ref', 'environment']);
  });
};

exports.down = async () => {
  throw new Error('Migrations of Berth go forward only. Restore a backup to go back.');
};
