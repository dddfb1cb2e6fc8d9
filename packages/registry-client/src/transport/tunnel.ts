import type { Agent, AgentOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RegistryRequestError } from '../registry-request-error.ts';
import { noProgress } from './no-progress.ts';

export interface ProxyAddress {
  readonly url: URL;
  /** `Proxy-Authorization`, where the address holds a user name. */
  readonly authorization?: string;
}

/** An agent whose TLS connections go through `CONNECT` of a proxy. */
export function tunnelAgent(proxy: ProxyAddress, options: AgentOptions): Agent {
  const { Agent } = process.getBuiltinModule('node:https');
  const agent = new Agent(options);
  const direct = agent.createConnection.bind(agent);
  agent.createConnection = (target, done) => {
    const authority = `${bracketed(target.host ?? '')}:${target.port}`;
    openTunnel(proxy, authority, options.timeout).then(
      socket => done?.(null, direct({ ...target, socket } as typeof target) as Duplex),
      (error: Error) => done?.(error, undefined as never),
    );
    return undefined;
  };
  return agent;
}

function openTunnel(proxy: ProxyAddress, authority: string, timeout = 0): Promise<Socket> {
  const { url, authorization } = proxy;
  const module = url.protocol === 'https:' ? 'node:https' : 'node:http';
  return new Promise((resolve, reject) => {
    const request = process.getBuiltinModule(module).request({
      method: 'CONNECT',
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: authority,
      agent: false,
      timeout,
      headers: {
        host: authority,
        ...(authorization && { 'proxy-authorization': authorization }),
      },
    });
    request.once('connect', (response, socket) => {
      const status = response.statusCode ?? 0;
      if (status >= 200 && status < 300) return resolve(socket);
      socket.destroy();
      reject(proxyRefusal(url.host, authority, status));
    });
    request.once('timeout', () => request.destroy(noProgress()));
    request.once('error', error => reject(Object.assign(error, { proxyHost: url.host })));
    request.end();
  });
}

/** A proxy's own refusal: 407 wants another password, the rest is its rules or its network. */
export function proxyRefusal(
  proxyHost: string,
  target: string,
  status: number,
): RegistryRequestError {
  const name = target.replace(/:\d+$/, '');
  const nextStep =
    status === 407
      ? `Put the proxy's user name and password into HTTPS_PROXY or HTTP_PROXY, or add "${name}" to NO_PROXY`
      : `Allow "${target}" in the proxy, or add "${name}" to NO_PROXY`;
  return new RegistryRequestError(
    `The proxy "${proxyHost}" refused the way to "${target}" (${status}). ${nextStep}.`,
    { code: 'proxy', host: target, status, transient: status === 429 || status >= 500 },
  );
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
