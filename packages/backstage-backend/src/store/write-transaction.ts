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
    await waitForWriters(transaction);
    return change(transaction);
  });
}

/** Does the same for a change that is taken back in any case. */
export async function rehearsal<T>(
  knex: Knex,
  change: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  const transaction = await knex.transaction();
  try {
    await waitForWriters(transaction);
    return await change(transaction);
  } finally {
    await transaction.rollback();
  }
}

async function waitForWriters(transaction: Knex.Transaction): Promise<void> {
  if (isPostgres(transaction)) await transaction.raw('select pg_advisory_xact_lock(?)', [LOCK]);
}

export function isPostgres(knex: Knex): boolean {
  return (knex.client as { readonly config: { readonly client: unknown } }).config.client === 'pg';
}

/** Any number that other plugins in the same database are unlikely to take. */
const LOCK = 7_240_211_121;
