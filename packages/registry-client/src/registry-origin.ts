import { InvalidInputError, parseServer } from '@berth/core';
import type { Connection } from './connection.ts';
import { isLoopback } from './transport/loopback.ts';

export interface RegistryAddress {
  /** As image references write it; `docker.io` for Docker Hub. */
  readonly host: string;
  /** Where its API may be, first choice first: `https://registry-1.docker.io`. */
  readonly origins: readonly [string, ...string[]];
}

/** Docker Hub's references say `docker.io`; its API is on a host of its own. */
const API_HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/**
 * Where the registry's API is. HTTPS unless the address says `http://`, which is only taken for
 * loopback and where `insecure` is chosen, as docker does; there, HTTP is also the second choice
 * of an address without a scheme.
 */
export function registryAddress(connection: Connection): RegistryAddress {
  const { host, scheme } = parseServer(connection.server);
  const https = origin('https', host);
  const http = origin('http', host);
  const plainAllowed = connection.insecure === true || isLoopback(new URL(http).hostname);

  if (scheme === 'https' || (scheme === undefined && !plainAllowed)) {
    return { host, origins: [https] };
  }
  if (scheme === undefined) return { host, origins: [https, http] };
  if (plainAllowed) return { host, origins: [http] };
  throw new InvalidInputError(
    `Invalid registry "http://${host}": plain HTTP would show the password to the network. Use https://, or set insecure to true if that is acceptable.`,
  );
}

function origin(scheme: 'http' | 'https', host: string): string {
  return new URL(`${scheme}://${API_HOSTS[host] ?? host}`).origin;
}
