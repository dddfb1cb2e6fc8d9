import type { Check, Registry } from '@berth/backstage-plugin-berth-common';
import type { BerthApi } from '../api/berth-api.ts';

/**
 * Proves the stored login, for what the registry is for.
 *
 * @param repository to try it in; empty for none, and where it was proven last unless it is given.
 */
export function checkNow(
  berth: BerthApi,
  { name, purposes, status }: Registry,
  repository: string = provenRepository(status),
): Promise<Check> {
  const purpose = purposes.every(one => one === 'push') ? 'push' : 'pull';
  const tried = repository.trim();
  return berth.checkRegistry(name, { purpose, ...(tried !== '' && { repository: tried }) });
}

/** The repository in which a login was proven; empty where there is none. */
export function provenRepository({ proven }: Registry['status']): string {
  const step = proven.find(one => /^(pull|push):/.test(one)) ?? '';
  return step.slice(step.indexOf(':') + 1);
}
