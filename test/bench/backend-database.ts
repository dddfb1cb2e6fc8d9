import path from 'node:path';
import { randomBytes } from 'node:crypto';
import knexFactory, { type Knex } from 'knex';

export interface BenchDatabase {
  readonly name: 'SQLite' | 'PostgreSQL';
  readonly knex: Knex;
}

const MIGRATIONS = path.resolve(import.meta.dirname, '../../packages/backstage-backend/migrations');

/** A new database with all tables. The caller destroys it. */
export async function openBenchDatabase(
  where:
    | { readonly name: 'SQLite'; readonly file: string }
    | { readonly name: 'PostgreSQL'; readonly port: number },
): Promise<BenchDatabase> {
  const knex = where.name === 'SQLite' ? inFile(where.file) : await onServer(where.port);
  await knex.migrate.latest({ directory: MIGRATIONS });
  return { name: where.name, knex };
}

function inFile(filename: string): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}

async function onServer(port: number): Promise<Knex> {
  const server = { host: '127.0.0.1', port, user: 'postgres' };
  const database = `bench_${randomBytes(4).toString('hex')}`;
  const admin = knexFactory({ client: 'pg', connection: { ...server, database: 'postgres' } });
  await admin.raw('create database ??', [database]);
  await admin.destroy();
  return knexFactory({ client: 'pg', connection: { ...server, database } });
}
