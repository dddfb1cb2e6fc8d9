import { InvalidInputError } from '@berth/core';
import { isLoopback } from './loopback.ts';
import { bypassesProxy } from './no-proxy.ts';

export interface Proxy {
  readonly url: URL;
  /** `Proxy-Authorization`, where the address holds a user name. */
  readonly authorization?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for this URL by `https_proxy`, `http_proxy` and `no_proxy`; where both cases are set the
 * lower one wins, as with curl. Node's own `proxyEnv` came with 24.5, knows no blocks of addresses
 * in `NO_PROXY`, and would be ignored silently by older runners.
 *
 * @throws InvalidInputError for an address that is none, without showing it: it may hold a password.
 */
export function proxyFor(url: URL, environment: Environment): Proxy | undefined {
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const address = variable(environment, name);
  if (address === '' || isLoopback(url.hostname)) return undefined;
  if (bypassesProxy(url, variable(environment, 'no_proxy'))) return undefined;

  const proxy = parseProxy(address);
  if (proxy === undefined) {
    throw new InvalidInputError(
      `The environment variable ${name.toUpperCase()} is not the address of an HTTP proxy. Write it as http://host:port.`,
    );
  }
  return proxy;
}

function variable(environment: Environment, name: string): string {
  return (environment[name] || environment[name.toUpperCase()] || '').trim();
}

function parseProxy(address: string): Proxy | undefined {
  const text = address.includes('://') ? address : `http://${address}`;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.username === '') return { url };
  const pair = `${decode(url.username)}:${decode(url.password)}`;
  url.username = '';
  url.password = '';
  return { url, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

// People also paste passwords with a bare "%" in them.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
