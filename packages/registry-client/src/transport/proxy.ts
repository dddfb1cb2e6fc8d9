import { InvalidInputError } from '@berth/core';
import type { Agent, AgentOptions } from 'node:https';
import type { RegistryRequestError } from '../registry-request-error.ts';
import { isLoopback } from './loopback.ts';
import { bypassesProxy } from './no-proxy.ts';
import { proxyRefusal, tunnelAgent, type ProxyAddress } from './tunnel.ts';

export interface Proxy extends ProxyAddress {
  /** An agent whose TLS connections go through it. */
  tunnel(options: AgentOptions): Agent;
  /** Its own refusal of a request to `target`. */
  refusal(target: string, status: number): RegistryRequestError;
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
  return {
    ...proxy,
    tunnel: options => tunnelAgent(proxy, options),
    refusal: (target, status) => proxyRefusal(proxy.url.host, target, status),
  };
}

function variable(environment: Environment, name: string): string {
  return (environment[name] || environment[name.toUpperCase()] || '').trim();
}

function parseProxy(address: string): ProxyAddress | undefined {
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
