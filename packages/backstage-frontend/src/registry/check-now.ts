import type { Check, Registry } from '@berth/backstage-plugin-berth-common';
import type { BerthApi } from '../api/berth-api.ts';

/** Proves the stored login, for what the registry is for. */
export function checkNow(berth: BerthApi, { name, purposes }: Registry): Promise<Check> {
  const purpose = purposes.every(one => one === 'push') ? 'push' : 'pull';
  return berth.checkRegistry(name, { purpose });
}
