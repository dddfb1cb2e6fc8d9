import { RegistryRequestError } from '../registry-request-error.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpResponse } from './http-response.ts';
import type { HttpTransport } from './http-transport.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a request and follows where a GET or HEAD is sent on to. `Authorization` stays behind when
 * the origin changes, and never comes back.
 */
export async function sendFollowing(
  transport: HttpTransport,
  request: HttpRequest,
): Promise<HttpResponse> {
  let { url, headers } = request;
  for (let hops = 0; ; hops++) {
    const response = await transport.send({ ...request, url, headers });
    const { location } = response.headers;
    const follows = request.method === 'GET' || request.method === 'HEAD';
    if (!follows || location === undefined || !REDIRECTS.has(response.status)) return response;

    await response.discard();
    if (hops === MAX_REDIRECTS) throw refused(url, `redirects more than ${MAX_REDIRECTS} times`);
    const next = resolveLocation(location, url);
    if (next.origin !== url.origin) headers = withoutAuthorization(headers);
    url = next;
  }
}

/**
 * Where a `Location` points. From HTTPS to plain HTTP of the same host it stays HTTPS: a registry
 * behind a proxy that ends TLS often does not know its own scheme. To plain HTTP of another host it
 * is refused.
 */
export function resolveLocation(location: string, base: URL): URL {
  if (!URL.canParse(location, base.href)) throw refused(base, 'redirects to what is no URL');
  const url = new URL(location, base);
  url.username = '';
  url.password = '';
  if (url.protocol === 'https:') return url;
  if (url.protocol !== 'http:') throw refused(base, `redirects to "${url.protocol}"`);
  if (base.protocol === 'http:') return url;
  if (url.hostname === base.hostname) return new URL(url.pathname + url.search, base.origin);
  throw refused(base, `sends on to "${url.host}" over plain HTTP, from HTTPS`);
}

function withoutAuthorization(headers: HttpRequest['headers']): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization');
  return Object.fromEntries(kept);
}

function refused(from: URL, what: string): RegistryRequestError {
  return new RegistryRequestError(
    `"${from.host}" ${what}. Check its address, and the external URL in its configuration.`,
    { code: 'protocol', host: from.host },
  );
}
