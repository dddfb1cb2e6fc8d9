import type { Knex } from 'knex';
import { isPostgres } from './write-transaction.ts';

/**
 * Takes registries whose check is due, those that wait longest first, so that nobody else takes them
 * until the lease has ended: two replicas never check one at the same time, and what a replica
 * leaves unfinished is due again.
 *
 * @returns their ids
 */
export async function claimDueChecks(
  knex: Knex,
  claim: { readonly now: string; readonly leaseUntil: string; readonly limit: number },
): Promise<readonly string[]> {
  const { now, leaseUntil, limit } = claim;
  return knex.transaction(async transaction => {
    const due = transaction('registry_status')
      .join('registries', 'registries.id', 'registry_status.registry_id')
      .where('registries.disabled', false)
      .where('registry_status.next_check_at', '<=', now)
      .orderBy('registry_status.next_check_at')
      .limit(limit)
      .select('registry_status.registry_id');
    if (isPostgres(knex)) void due.forUpdate('registry_status').skipLocked();
    const ids = ((await due) as { registry_id: string }[]).map(row => row.registry_id);
    await transaction('registry_status')
      .whereIn('registry_id', ids)
      .update({ next_check_at: leaseUntil });
    return ids;
  });
}

/** Has those that are due and of the host of this one, which is claimed, wait for so many seconds. */
export async function putOffHost(
  knex: Knex,
  claimed: { readonly id: string; readonly host: string },
  seconds: number,
): Promise<void> {
  const now = Date.now();
  const later = new Date(now + seconds * 1000).toISOString();
  const ofHost = knex('registries').where({ host: claimed.host }).select('id');
  await knex('registry_status')
    .where({ registry_id: claimed.id })
    .orWhere(others => {
      const due = others.whereIn('registry_id', ofHost);
      void due.where('next_check_at', '<=', new Date(now).toISOString());
    })
    .update({ next_check_at: later });
}
