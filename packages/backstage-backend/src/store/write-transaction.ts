import type { Knex } from 'knex';

/**
 * Runs a change of registries or credentials, one after the other in all replicas: such changes are
 * rare, and what they check (who is the default, who uses a credential) then stays true.
 */
export async function writeTransaction<T>(
  knex: Knex,
  change: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async transaction => {
    if (isPostgres(knex)) await transaction.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    return change(transaction);
  });
}

export function isPostgres(knex: Knex): boolean {
  return (knex.client as { readonly config: { readonly client: unknown } }).config.client === 'pg';
}

/** Any number that other plugins in the same database are unlikely to take. */
const LOCK = 7_240_211_121;
