import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import { DEFAULT_TIMEOUT, type Connection, type SessionOptions } from '../connection.ts';
import { exchange, wasKept } from './http-exchange.ts';
import type { HttpRequest } from './http-request.ts';
import { HttpResponse } from './http-response.ts';
import { explained, networkCodeOf } from './network-code.ts';
import type { Proxy } from './proxy.ts';
import { proxyOf, routeBy, type Route } from './route.ts';
import { isUnknownAuthority, tlsOptions, type Trust } from './trust.ts';

const MAX_SOCKETS = 8;

/** Sends requests to any server by one connection's rules, over connections that are kept. */
export class HttpTransport {
  readonly #connection: Connection;
  readonly #session: SessionOptions;
  readonly #timeout: number;
  readonly #agents = new Map<string, Agent>();
  #trust: Trust = 'first';

  constructor(connection: Connection, session: SessionOptions) {
    this.#connection = connection;
    this.#session = session;
    this.#timeout = (session.timeout ?? DEFAULT_TIMEOUT) * 1000;
  }

  /** One request, no redirects. Rejects with a `RegistryRequestError` where the connection fails. */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const proxy = await proxyOf(request.url, this.#session);
    try {
      return await this.#send(request, await routeBy(proxy, request.url, this.#session));
    } catch (error) {
      throw await this.#failure(error, request.url, proxy);
    }
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  async #send(request: HttpRequest, route: Route): Promise<HttpResponse> {
    const trust = this.#trust;
    const { proxy } = route;
    const once = async () => {
      const message = await exchange(this.#options(request, route), request);
      if (message.statusCode === 407 && proxy !== undefined) {
        message.destroy();
        throw proxy.refusal(request.url.host, 407);
      }
      return new HttpResponse(message, request.url, this.#timeout);
    };
    try {
      return await once();
    } catch (error) {
      const code = networkCodeOf(error) ?? '';
      // A kept connection may be closed by the server in the moment that we use it.
      if (wasKept(error) && (code === 'ECONNRESET' || code === 'EPIPE')) return once();
      if (trust === 'all' || !isUnknownAuthority(code)) throw error;
      this.#trust = 'all';
      return once();
    }
  }

  /** Looks a second time, where that tells more about what went wrong. */
  async #failure(error: unknown, url: URL, proxy: Proxy | undefined): Promise<unknown> {
    const code = networkCodeOf(error);
    if (code === undefined) return error;
    const proxyHost = proxyHostOf(error, url, proxy);
    if (proxyHost !== undefined) return explained(error, url.host, { proxyHost });
    const { lookAgain } = await import('./second-look.ts');
    const evidence = await lookAgain(code, url, (target, read) => this.#ask(target, proxy, read));
    return explained(error, url.host, evidence);
  }

  /** An answer from whoever is there: no certificate is checked, so nothing of ours is sent. */
  async #ask<T>(
    url: URL,
    proxy: Proxy | undefined,
    read: (answer: IncomingMessage) => T,
  ): Promise<T> {
    const anybody = { server: url.host, insecure: true };
    const agent = this.#newAgent(url.protocol, proxy, anybody);
    try {
      const route = await routeBy(proxy, url, this.#session);
      const options = this.#options({ method: 'HEAD', url, headers: {} }, route);
      const timeout = Math.min(this.#timeout, 5000);
      return read(await exchange({ ...options, agent, timeout }, {}));
    } finally {
      agent.destroy();
    }
  }

  #options({ method, url, headers }: HttpRequest, { proxy, lookup }: Route): RequestOptions {
    const plainProxy = url.protocol === 'http:' ? proxy : undefined;
    const peer = plainProxy?.url ?? url;
    const { signal } = this.#session;
    return {
      method,
      protocol: peer.protocol,
      host: peer.hostname.replace(/^\[|\]$/g, ''),
      port: peer.port,
      path: plainProxy ? url.href : url.pathname + url.search,
      agent: this.#agent(peer.protocol, plainProxy ? undefined : proxy),
      timeout: this.#timeout,
      ...(signal && { signal }),
      ...(lookup && { lookup }),
      headers: {
        'user-agent': 'berth',
        ...headers,
        host: url.host,
        ...(plainProxy?.authorization && { 'proxy-authorization': plainProxy.authorization }),
      },
    };
  }

  #agent(protocol: string, proxy: Proxy | undefined): Agent {
    const key = [protocol, proxy?.url.href, this.#trust].join(' ');
    const known = this.#agents.get(key);
    if (known) return known;
    const agent = this.#newAgent(protocol, proxy);
    this.#agents.set(key, agent);
    return agent;
  }

  #newAgent(protocol: string, proxy: Proxy | undefined, connection = this.#connection): Agent {
    const options = { keepAlive: true, maxSockets: MAX_SOCKETS, timeout: this.#timeout };
    if (protocol === 'http:') return new (process.getBuiltinModule('node:http').Agent)(options);
    const tls = { ...options, ...tlsOptions(connection, this.#trust) };
    if (proxy) return proxy.tunnel(tls);
    return new (process.getBuiltinModule('node:https').Agent)(tls);
  }
}

/** The proxy's host where it was the proxy that could not be reached. */
function proxyHostOf(error: unknown, url: URL, proxy: Proxy | undefined): string | undefined {
  if (proxy === undefined) return undefined;
  if (url.protocol === 'http:') return proxy.url.host;
  return error instanceof Error && 'proxyHost' in error ? proxy.url.host : undefined;
}
