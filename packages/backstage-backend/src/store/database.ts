import { resolvePackagePath, type DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const PACKAGE = '@berth/backstage-plugin-berth-backend';

/** The plugin's database, brought to the newest schema. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: resolvePackagePath(PACKAGE, 'migrations') });
  }
  return knex;
}
