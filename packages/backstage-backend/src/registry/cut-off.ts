import type { Knex } from 'knex';
import { SelectionStore } from '../store/selection-store.ts';
import type { RegistryEntry, StoredRegistry } from '../store/stored-registry.ts';
import { checkUnused, type RegistryUsers } from '../usage/registry-users.ts';

type Reach = Pick<RegistryEntry, 'host' | 'disabled' | 'scope'>;

/**
 * Why a change would cut off those who use a registry, as the end of a sentence; undefined where it
 * would not.
 */
export function cutOff(before: Reach | undefined, after: Reach): string | undefined {
  if (before === undefined) return undefined;
  if (after.disabled && !before.disabled) return 'nobody can use it when it is disabled';
  if (after.host !== before.host) return `their images are at "${before.host}"`;
  if (isNarrower(before.scope, after.scope)) return 'its scope would be smaller';
  return undefined;
}

/** @throws InUseError where a change would cut off somebody. */
export async function checkNobodyCutOff(
  transaction: Knex,
  change: {
    readonly stored: StoredRegistry | undefined;
    readonly draft: Reach;
    readonly annotated: RegistryUsers;
  },
): Promise<void> {
  const { stored, draft, annotated } = change;
  const why = cutOff(stored, draft);
  if (stored === undefined || why === undefined) return;
  const say = { annotated, why, nextStep: 'change it with force=true' };
  await checkUnused(new SelectionStore(transaction), stored, say);
}

/** An empty scope is everybody. */
function isNarrower(before: readonly string[], after: readonly string[]): boolean {
  if (after.length === 0) return false;
  return before.length === 0 || before.some(ref => !after.includes(ref));
}
