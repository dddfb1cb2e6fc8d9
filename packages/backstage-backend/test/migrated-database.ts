import path from 'node:path';
import { randomBytes } from 'node:crypto';
import knexFactory, { type Knex } from 'knex';
import { inject } from 'vitest';
import type { Database } from './databases.ts';

export const MIGRATIONS = path.join(import.meta.dirname, '../migrations');

/** An empty database with all tables, without a backend around it. The caller destroys it. */
export async function migratedDatabase(database: Database): Promise<Knex> {
  const knex = await emptyDatabase(database);
  await knex.migrate.latest({ directory: MIGRATIONS });
  return knex;
}

/** A database without tables. The caller destroys it. */
export async function emptyDatabase(database: Database): Promise<Knex> {
  return database === 'SQLite' ? inMemory() : onServer();
}

function inMemory(): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}

async function onServer(): Promise<Knex> {
  const server = { host: '127.0.0.1', port: inject('postgresPort'), user: 'postgres' };
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = knexFactory({ client: 'pg', connection: { ...server, database: 'postgres' } });
  await admin.raw('create database ??', [name]);
  await admin.destroy();
  return knexFactory({ client: 'pg', connection: { ...server, database: name } });
}
