import type { Sort } from './page.ts';
import type { RowOrder } from './row-order.ts';

const OF_STATUS: Pick<RowOrder, 'id' | 'join'> = {
  id: 'registry_status.registry_id',
  join: registries =>
    void registries.join('registry_status', 'registry_status.registry_id', 'registries.id'),
};

/** By how urgent a status is, the worst first, and by the first end of a login. */
export function registryOrder({ column }: Sort): RowOrder | undefined {
  if (column === 'status') return { ...OF_STATUS, key: 'registry_status.urgency' };
  if (column !== 'expires_at') return undefined;
  return { ...OF_STATUS, key: 'registry_status.ends_at', isNullable: true };
}
