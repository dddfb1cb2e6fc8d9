// Credentials, and the registries that refer to them. Times are ISO 8601 in UTC, which sorts as text.

exports.up = async knex => {
  // Names sort by byte in every database and in JavaScript.
  const text = knex.client.config.client.includes('sqlite') ? 'text' : 'text collate "C"';

  await knex.schema.createTable('credentials', table => {
    table.specificType('id', text).primary();
    table.specificType('name', text).notNullable().unique();
    table.text('title');
    table.text('description');
    table.specificType('kind', text).notNullable();
    table.text('hosts').notNullable().comment('JSON: the hosts and connections the secret is for');
    table.text('public_fields').notNullable().comment('JSON: what may be shown');
    table.text('sealed').comment('A JWE; absent for kinds without a secret');
    table.specificType('key_id', text).index();
    table.specificType('expires_at', text).index();
    table.text('expiry_source').comment('entered or secret');
    table.specificType('secret_changed_at', text).comment('Absent for kinds without a secret');
    table.text('secret_changed_by');
    table.specificType('owner_ref', text).index();
    table.integer('revision').notNullable();
    table
      .text('field_revisions')
      .notNullable()
      .comment('JSON: the revision that changed a field last');
    stamps(table, text);
    table.index(['kind', 'id']);
  });

  await knex.schema.createTable('registries', table => {
    table.specificType('id', text).primary();
    table.specificType('name', text).notNullable().unique();
    table.text('title');
    table.text('description');
    table.specificType('provider', text).notNullable();
    table.specificType('server', text).notNullable();
    table.specificType('host', text).notNullable().index();
    table.text('connection').notNullable();
    table.text('ca_certificate');
    for (const column of ['pull_credential_id', 'push_credential_id']) {
      table.specificType(column, text).index();
      table.foreign(column).references('credentials.id').onDelete('RESTRICT');
    }
    table.text('purposes').notNullable().comment('JSON');
    table.boolean('is_default').notNullable();
    table.boolean('disabled').notNullable();
    table.boolean('is_scoped').notNullable().comment('Whether registry_scope has rows of it');
    table.text('management').notNullable();
    table.specificType('owner_ref', text).index();
    table.integer('revision').notNullable();
    table
      .text('field_revisions')
      .notNullable()
      .comment('JSON: the revision that changed a field last');
    stamps(table, text);
    table.index(['provider', 'id']);
    table.index(['server', 'id']);
  });
  await knex.raw(
    'create unique index registries_one_default on registries (is_default) where is_default',
  );

  await knex.schema.createTable('registry_scope', table => {
    ofRegistry(table, text);
    table.specificType('entity_ref', text).notNullable().index();
    table.primary(['registry_id', 'entity_ref']);
  });
  await knex.schema.createTable('registry_labels', table => {
    ofRegistry(table, text);
    table.specificType('key', text).notNullable();
    table.specificType('value', text).notNullable();
    table.primary(['registry_id', 'key']);
    table.index(['key', 'value']);
  });
};

function ofRegistry(table, text) {
  table.specificType('registry_id', text).notNullable();
  table.foreign('registry_id').references('registries.id').onDelete('CASCADE');
}

function stamps(table, text) {
  table.specificType('created_at', text).notNullable();
  table.text('created_by').notNullable();
  table.specificType('updated_at', text).notNullable();
  table.text('updated_by').notNullable();
  table.index(['created_at', 'id']);
  table.index(['updated_at', 'id']);
}

exports.down = async () => {
  throw new Error('Migrations of Berth go forward only. Restore a backup to go back.');
};
