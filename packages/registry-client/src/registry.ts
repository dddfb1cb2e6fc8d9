import type { RegistryLogin } from '@berth/core';
import { Authenticator, isInsufficient } from './authentication/authenticator.ts';
import type { BearerToken } from './authentication/bearer-token.ts';
import type { Connection, SessionOptions } from './connection.ts';
import { Greeter, type Greeting } from './greeter.ts';
import { registryAddress } from './registry-origin.ts';
import type { RegistryRequest, RegistryResponse } from './registry-request.ts';
import { retrying } from './transport/retry.ts';
import type { HttpResponse } from './transport/http-response.ts';
import { HttpTransport } from './transport/http-transport.ts';
import { resolveLocation, sendFollowing } from './transport/redirect.ts';

export type { RegistryRequest, RegistryResponse } from './registry-request.ts';

/** One registry, with a login or without: finds out how to speak to it, and logs in as it asks. */
export class Registry {
  /** As image references write it: `docker.io`, `localhost:5000`. */
  readonly host: string;
  /** @internal */
  readonly authenticator: Authenticator;
  readonly #session: SessionOptions;
  readonly #transport: HttpTransport;
  readonly #greeter: Greeter;

  /** @throws InvalidInputError for a server that is none, or plain HTTP that was not chosen. */
  constructor(connection: Connection, login?: RegistryLogin, session: SessionOptions = {}) {
    const address = registryAddress(connection);
    this.host = address.host;
    this.#session = session;
    this.#transport = new HttpTransport(connection, session);
    this.authenticator = new Authenticator(this.#transport, login);
    this.#greeter = new Greeter(address, this.#transport, this.authenticator, session);
  }

  /**
   * Sends a request, with the login where the registry asks for one; follows redirects of GET and
   * HEAD, and tries again what may pass by itself.
   *
   * @throws RegistryRequestError
   */
  request(request: RegistryRequest): Promise<RegistryResponse> {
    const retries = request.retries ?? this.#session.retries;
    const session = { ...this.#session, ...(retries !== undefined && { retries }) };
    return retrying(() => this.#attempt(request), session);
  }

  /** Does again, by the rules of `request`, what takes several requests; give each `retries: 0`. */
  retry<T>(attempt: () => Promise<T>): Promise<T> {
    return retrying(attempt, this.#session);
  }

  /** Asks once, without the login, how this registry wants to be spoken to. */
  greet(): Promise<Greeting> {
    return retrying(() => this.#greeter.greet(), this.#session);
  }

  /** The token for these scopes of a registry that has asked for tokens. */
  token(scopes: readonly string[]): Promise<BearerToken> {
    return retrying(() => this.authenticator.token(scopes), this.#session);
  }

  /** Ends the connections that were kept for the next request. */
  close(): void {
    this.#transport.close();
  }

  async #attempt(request: RegistryRequest): Promise<RegistryResponse> {
    const url = await this.#resolve(request);
    const own = url.origin === (await this.#greeter.origin()).origin;
    const sent = own ? await this.authenticator.authorization(request.scope) : undefined;
    const first = await this.#send(request, url, sent);
    if (request.expect.includes(first.status)) return first;

    const wantsLogin = own && first.status === 401 && new URL(first.url).origin === url.origin;
    const next = wantsLogin ? await this.#answer(request, first, sent) : undefined;
    if (next === undefined) throw await this.#refusal(first, sent);
    await first.discard();
    const second = await this.#send(request, url, next);
    if (request.expect.includes(second.status)) return second;
    throw await this.#refusal(second, next);
  }

  async #answer(
    { scope }: RegistryRequest,
    response: HttpResponse,
    sent: string | undefined,
  ): Promise<string | undefined> {
    const challenge = response.headers['www-authenticate'];
    const origin = new URL(response.url);
    try {
      return await this.authenticator.answer(challenge, { origin, scope, sent });
    } catch (error) {
      await response.discard();
      throw error;
    }
  }

  #send(
    { method, headers, body }: RegistryRequest,
    url: URL,
    authorization: string | undefined,
  ): Promise<HttpResponse> {
    return sendFollowing(this.#transport, {
      method,
      url,
      headers: { ...headers, ...(authorization !== undefined && { authorization }) },
      ...(body !== undefined && { body }),
    });
  }

  async #refusal(response: HttpResponse, sent: string | undefined): Promise<Error> {
    const url = new URL(response.url);
    const own = url.origin === (await this.#greeter.origin()).origin;
    // The registry knows a token that it finds insufficient.
    const known = sent !== undefined && isInsufficient(response.headers['www-authenticate']);
    // Loaded by the failure only.
    const { refusal } = await import('./transport/refusal.ts');
    return refusal(response, {
      host: own ? this.host : url.host,
      login: this.authenticator.login,
      sent,
      codeFor: status => (status === 401 && known ? 'denied' : undefined),
    });
  }

  async #resolve({ url, body }: RegistryRequest): Promise<URL> {
    // A body must not be sent into a 401, nor in the wrong scheme.
    const ready = body === undefined || this.authenticator.scheme !== 'none';
    const origin = ready ? await this.#greeter.origin() : (await this.#greeter.greet()).origin;
    return url.startsWith('/') ? new URL(origin.origin + url) : resolveLocation(url, origin);
  }
}
