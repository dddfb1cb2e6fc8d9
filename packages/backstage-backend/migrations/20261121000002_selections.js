// What apps have chosen.

exports.up = async knex => {
  const text = knex.client.config.client.includes('sqlite') ? 'text' : 'text collate "C"';

  await knex.schema.createTable('selections', table => {
    table.specificType('id', text).notNullable().unique();
    table
      .specificType('position', text)
      .notNullable()
      .comment('Reference and environment, which lists are sorted by');
    table.specificType('entity_ref', text).notNullable();
    table.specificType('environment', text).notNullable().defaultTo('').comment("'' is all");
    // No foreign key: a choice outlives its registry, and says then that it is gone.
    table.specificType('registry_id', text).comment('Null is the choice of none');
    table.specificType('registry_name', text).comment('As it was called when it was chosen');
    table.text('repository');
    table.text('pull_secret_name');
    table.specificType('missing_since', text).comment('When the catalog first had no such entity');
    table.integer('revision').notNullable();
    table
      .text('field_revisions')
      .notNullable()
      .comment('JSON: the revision that changed a field last');
    table.specificType('created_at', text).notNullable();
    table.text('created_by').notNullable();
    table.specificType('updated_at', text).notNullable();
    table.text('updated_by').notNullable();
    table.primary(['entity_ref', 'environment']);
    // A small one, for counting.
    table.index('registry_id');
    table.index(['position', 'id']);
    table.index(['registry_id', 'position', 'id']);
    table.index(['registry_id', 'environment', 'position', 'id']);
    table.index('environment');
  });
};

exports.down = async () => {
  throw new Error('Migrations of Berth go forward only. Restore a backup to go back.');
};
