import type { ProviderId, ProviderRow } from './provider.ts';
import { providerTable } from './provider-table.ts';
import { canonicalHost } from './registry-host.ts';

/**
 * Recognises the provider by the whole host; `generic` where none is.
 *
 * Quay, GitLab, Harbor and Artifactory on a host of one's own cannot be told by their name.
 */
export function findProvider(server: string): ProviderId {
  return providerOf(server).id;
}

/** The row of the provider that serves this host. */
export function providerOf(server: string): ProviderRow {
  const host = canonicalHost(server).replace(/:443$/, '');
  const found = providerTable.find(row => row.hosts.some(pattern => pattern.test(host)));
  return found ?? providerFor('generic');
}

/** The row with this id. */
export function providerFor(id: ProviderId): ProviderRow {
  const row = providerTable.find(row => row.id === id);
  if (row === undefined) throw new Error(`The table of providers has no row "${id}".`);
  return row;
}
