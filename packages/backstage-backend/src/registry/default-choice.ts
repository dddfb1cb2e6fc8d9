import { registryUpdatePermission } from '@berth/backstage-plugin-berth-common';
import { InvalidInputError } from '@berth/core';
import type { Caller } from '../access/caller.ts';
import { InUseError } from '../http/request-conflict-errors.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';

/** The default is everybody's: its owner alone does not decide. @throws NotAllowedError */
export async function requireDefaultChoice(caller: Caller): Promise<void> {
  await caller.require(registryUpdatePermission, 'choose the default registry');
}

/**
 * Refuses as the default what cannot be used: when it is disabled, or, unless by force, when it has a
 * scope, outside of which apps that have chosen nothing would have an error.
 *
 * @throws InvalidInputError, InUseError
 */
export function checkServesEverybody(
  { name, disabled, scope }: Pick<StoredRegistry, 'name' | 'disabled' | 'scope'>,
  how: { readonly force: boolean | undefined; readonly field: 'default' | 'registry' },
): void {
  if (disabled) {
    throw new InvalidInputError(
      `The registry "${name}" is disabled, and whoever has chosen nothing uses the default. Enable it first.`,
      { field: how.field },
    );
  }
  if (scope.length === 0 || how.force) return;
  throw new InUseError(
    `The registry "${name}" has a scope, and whoever has chosen nothing uses the default. Empty its scope first, or change it with force=true.`,
    'apps',
    { names: [], total: 0, isDefault: true, code: 'DEFAULT_HAS_SCOPE' },
  );
}
