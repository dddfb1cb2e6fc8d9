import { readdirSync } from 'node:fs';
import { resolvePackagePath, type DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres } from './write-transaction.ts';

const PACKAGE = '@berth/backstage-plugin-berth-backend';

/** Any number that other plugins in the same database are unlikely to take. */
const LOCK = 7_240_211_122;

/**
 * The plugin's database, brought to the newest schema.
 *
 * @throws Error when the database is newer than this program, or is older and must not be changed.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  const directory = resolvePackagePath(PACKAGE, 'migrations');
  const done = await migrationsDone(knex);
  const known = readdirSync(directory).filter(file => file.endsWith('.js'));
  const unknown = done.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `The database of Berth is newer than this version of it: ${unknown.join(', ')}. Start the newer version again, or restore a backup.`,
    );
  }
  if (!database.migrations?.skip) {
    await migrate(knex, directory);
    return knex;
  }
  const missing = known.filter(name => !done.includes(name));
  if (missing.length === 0) return knex;
  throw new Error(
    `The database of Berth lacks ${missing.join(', ')}, and migrations are skipped here. Run them, or let this backend do so.`,
  );
}

/** The names of the migrations that the database has had. */
async function migrationsDone(knex: Knex): Promise<readonly string[]> {
  if (!(await knex.schema.hasTable('knex_migrations'))) return [];
  const rows = await knex<{ readonly name: string }>('knex_migrations').select('name');
  return rows.map(({ name }) => name);
}

async function migrate(knex: Knex, directory: string): Promise<void> {
  await oneReplicaAtATime(knex, async connection => {
    await connection.migrate.latest({ directory });
  });
}

/**
 * Replicas that start at once wait for each other here. Knex's own lock of migrations has all but
 * one fail, and Backstage's scheduler migrates its tables when the first task is scheduled.
 */
export async function oneReplicaAtATime(
  knex: Knex,
  start: (connection: Knex) => Promise<void>,
): Promise<void> {
  if (!isPostgres(knex)) return start(knex);
  await knex.transaction(async transaction => {
    await transaction.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    await start(transaction);
  });
}
