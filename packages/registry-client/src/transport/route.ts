import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { SessionOptions } from '../connection.ts';
import type { Proxy } from './proxy.ts';

/** How a request gets to its server. */
export interface Route {
  readonly proxy?: Proxy | undefined;
  /** Knows the addresses that the session's policy has admitted, and no others. */
  readonly lookup?: LookupFunction;
}

const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/** The proxy for this URL, if any. */
export async function proxyOf(
  url: URL,
  { environment = process.env }: SessionOptions,
): Promise<Proxy | undefined> {
  // Most machines have none, and do not load what finds out when it serves.
  if (!PROXY_VARIABLES.some(name => environment[name])) return undefined;
  const { proxyFor } = await import('./proxy.ts');
  return proxyFor(url, environment);
}

/**
 * Asks the session's policy, where there is one, and holds the connection to its answer. The proxy
 * itself is not asked about: whoever runs this program has chosen it.
 */
export async function routeBy(
  proxy: Proxy | undefined,
  url: URL,
  { network }: SessionOptions,
): Promise<Route> {
  if (network === undefined) return { proxy };
  if (proxy === undefined) return { lookup: pinned(await network.admit(url)) };
  await network.admitProxied(url);
  return { proxy };
}

function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  const [first = { address: '', family: 0 }] = addresses;
  return (_host, { all }, done) =>
    all ? done(null, [...addresses]) : done(null, first.address, first.family);
}
