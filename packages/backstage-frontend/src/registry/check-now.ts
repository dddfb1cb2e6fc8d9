import type { Check, Registry } from '@berth/backstage-plugin-berth-common';
import type { BerthApi } from '../api/berth-api.ts';

/**
 * Proves the stored login, for what the registry is for.
 *
 * @param repository to try it in; empty for none.
 */
export function checkNow(berth: BerthApi, registry: Registry, repository: string): Promise<Check> {
  const purpose = checkedPurpose(registry);
  const tried = repository.trim();
  return berth.checkRegistry(registry.name, {
    purpose,
    ...(tried !== '' && { repository: tried }),
  });
}

/** The repository in which the login was proven for what is checked; empty where there is none. */
export function provenRepository(registry: Registry): string {
  const prefix = `${checkedPurpose(registry)}:`;
  const step = registry.status.proven.find(one => one.startsWith(prefix)) ?? prefix;
  return step.slice(prefix.length);
}

function checkedPurpose({ purposes }: Registry): 'pull' | 'push' {
  return purposes.every(one => one === 'push') ? 'push' : 'pull';
}
