import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { App } from '../app/app.ts';
import type { RegistryUser } from './registry-users.ts';

/** Finds apps with their domains, those that somebody sees. @throws ServiceUnavailableError */
export type FindApps = (
  refs: readonly string[],
  seenBy: BackstageCredentials,
) => Promise<readonly App[]>;

/** A registry's scope before a change, and after it. */
export interface ScopeChange {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Which entities lose nothing by another scope: they stay in it, or were not in it before. Those that
 * the caller does not see are never among them: how many there are would tell of their memberships.
 *
 * @param find finds those that the caller sees.
 */
export async function scopeKeepers(
  users: readonly RegistryUser[],
  { before, after }: ScopeChange,
  find: (refs: readonly string[]) => Promise<readonly App[]>,
): Promise<ReadonlySet<string>> {
  const apps = await find([...new Set(users.map(({ app }) => app))]);
  const keepers = apps.filter(app => {
    const memberships = membershipsOf(app);
    return isIn(after, memberships) || (!chooses(app) && !isIn(before, memberships));
  });
  return new Set(keepers.map(({ ref }) => ref));
}

/** By which the app is in a scope; of one that chooses for others, what all of those share. */
function membershipsOf(app: App): readonly (string | undefined)[] {
  if (chooses(app)) return [app.ref, app.domain];
  return [app.owners[0], app.system, app.domain];
}

/** Whether others take over what this entity has chosen. */
function chooses({ ref }: App): boolean {
  return ['system', 'domain', 'group', 'user'].includes(parseEntityRef(ref).kind);
}

/** An empty scope is everybody. */
function isIn(scope: readonly string[], memberships: readonly (string | undefined)[]): boolean {
  return scope.length === 0 || memberships.some(ref => ref !== undefined && scope.includes(ref));
}
