import type { ErrorCode } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { App } from '../app/app.ts';
import { SelectionStore } from '../store/selection-store.ts';
import type { RegistryEntry, StoredRegistry } from '../store/stored-registry.ts';
import { checkUnused, usersOf, type RegistryUsers } from '../usage/registry-users.ts';
import { scopeKeepers } from '../usage/scope-keepers.ts';

type Reach = Pick<RegistryEntry, 'host' | 'disabled' | 'scope'>;

/** Why a change cuts off those who use a registry. */
interface CutOff {
  readonly code: ErrorCode;
  /** The end of a sentence. */
  readonly why: string;
}

/** Whether a change would cut off those who use a registry; undefined where it would not. */
export function cutOff(before: Reach | undefined, after: Reach): CutOff | undefined {
  if (before === undefined) return undefined;
  if (after.disabled && !before.disabled) {
    return { code: 'CUT_OFF_BY_DISABLING', why: 'nobody can use it when it is disabled' };
  }
  if (after.host !== before.host) {
    return { code: 'CUT_OFF_BY_SERVER', why: `their images are at "${before.host}"` };
  }
  if (isNarrower(before.scope, after.scope)) {
    return { code: 'CUT_OFF_BY_SCOPE', why: 'its scope would be smaller' };
  }
  return undefined;
}

/** Who is seen to keep a registry in spite of a change; undefined where nobody that uses it does. */
export async function keepersOf(
  knex: Knex,
  change: {
    readonly known: StoredRegistry | undefined;
    readonly draft: Reach;
    readonly annotated: RegistryUsers;
  },
  find: (refs: readonly string[]) => Promise<readonly App[]>,
): Promise<ReadonlySet<string> | undefined> {
  const { known, draft, annotated } = change;
  if (known === undefined || cutOff(known, draft)?.code !== 'CUT_OFF_BY_SCOPE') return undefined;
  const { users } = await usersOf(new SelectionStore(knex), known, annotated);
  return scopeKeepers(users, { before: known.scope, after: draft.scope }, find);
}

/** @throws InUseError where a change would cut off somebody. */
export async function checkNobodyCutOff(
  transaction: Knex,
  change: {
    readonly stored: StoredRegistry | undefined;
    readonly draft: Reach;
    readonly annotated: RegistryUsers;
    readonly keepers: ReadonlySet<string> | undefined;
  },
): Promise<void> {
  const { stored, draft, annotated, keepers } = change;
  const cut = cutOff(stored, draft);
  if (stored === undefined || cut === undefined) return;
  const { isDefault } = stored;
  const say = { annotated, keepers, isDefault, ...cut, nextStep: 'change it with force=true' };
  await checkUnused(new SelectionStore(transaction), stored, say);
}

/** An empty scope is everybody. */
function isNarrower(before: readonly string[], after: readonly string[]): boolean {
  if (after.length === 0) return false;
  return before.length === 0 || before.some(ref => !after.includes(ref));
}
