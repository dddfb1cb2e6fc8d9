import { providerGuidance } from './provider-guidance.ts';
import { providerTable } from './provider-table.ts';
import type { Provider } from './provider.ts';

/** All that is known, one row per provider, in the order in which a form shows them. */
export const providers: readonly Provider[] = providerTable.map(row => ({
  ...row,
  ...providerGuidance[row.id],
}));
