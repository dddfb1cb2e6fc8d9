import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import { inject } from 'vitest';

/** What every test of stores and routes runs on: `describe.each(databases)('… on %s', database => …)`. */
export const databases = ['SQLite', 'PostgreSQL'] as const;

export type Database = (typeof databases)[number];

/**
 * The configuration of a new, empty database, as `backend.database` has it. Two backends that are
 * given the same one share it.
 */
export function newDatabase(database: Database): JsonObject {
  if (database === 'SQLite') return { client: 'better-sqlite3', connection: ':memory:' };
  return {
    client: 'pg',
    prefix: `test_${randomBytes(6).toString('hex')}_`,
    connection: {
      host: '127.0.0.1',
      port: inject('postgresPort'),
      user: 'postgres',
      password: 'any',
      database: 'postgres',
    },
  };
}
