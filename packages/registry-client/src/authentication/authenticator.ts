import type { RegistryLogin } from '@berth/core';
import { basicAuthorization } from './basic-authorization.ts';
import type { BearerToken } from './bearer-token.ts';
import { parseChallenges, type Challenge } from './challenge.ts';
import { RegistryRequestError } from '../registry-request-error.ts';
import { mergeScopes } from './scope.ts';
import { TokenStore } from './token-store.ts';
import type { HttpTransport } from '../transport/http-transport.ts';

/** A way in. */
type Method =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: URL; readonly service: string | undefined };

/** Finds the `Authorization` header for one registry's own origin. */
export class Authenticator {
  readonly login: RegistryLogin | undefined;
  readonly #transport: HttpTransport;
  readonly #tokens = new TokenStore();
  #method: Method | undefined;

  constructor(transport: HttpTransport, login: RegistryLogin | undefined) {
    this.#transport = transport;
    this.login = login;
  }

  /** `none` until a 401 has said more. */
  get scheme(): 'none' | 'basic' | 'bearer' {
    return this.#method?.scheme ?? 'none';
  }

  /** What to send with a request from the start, as far as it is known. */
  async authorization(scope: string | undefined): Promise<string | undefined> {
    if (this.#method === undefined) return undefined;
    if (this.#method.scheme === 'basic') return this.login && basicAuthorization(this.login);
    return bearer(await this.token(mergeScopes(scope)));
  }

  /**
   * Takes a 401 in: what to send instead of `sent`, or `undefined` when there is nothing better.
   * The challenge may name a scope beyond the request's, as mounting from another repository does.
   */
  async answer(
    header: string | undefined,
    request: {
      readonly origin: URL;
      readonly scope: string | undefined;
      readonly sent: string | undefined;
    },
  ): Promise<string | undefined> {
    const method = await this.learn(header, request.origin);
    if (method === undefined && request.sent === undefined) throw unusable(request.origin);
    if (method === undefined) return undefined;
    if (method.scheme === 'basic') {
      const basic = this.login && basicAuthorization(this.login);
      return basic === request.sent ? undefined : basic;
    }
    const scopes = mergeScopes(request.scope, bearerParameters(header)?.get('scope'));
    const more = scopes.join(' ') !== mergeScopes(request.scope).join(' ');
    if (request.sent !== undefined && isInsufficient(header) && !more) return undefined;
    const refused = request.sent?.replace(/^Bearer /, '');
    const next = bearer(await this.token(scopes, refused));
    return next === request.sent ? undefined : next;
  }

  /** Remembers the way in that a 401 offers; `undefined` when it offers none that is known. */
  async learn(header: string | undefined, origin: URL): Promise<Method | undefined> {
    const method = await chooseMethod(parseChallenges(header ?? ''), origin);
    if (method !== undefined) this.#method = method;
    return method;
  }

  /** A token for these scopes, from the store or new. Only after a Bearer challenge. */
  token(scopes: readonly string[], refused?: string): Promise<BearerToken> {
    const method = this.#method;
    if (method?.scheme !== 'bearer') throw new Error('The registry has not asked for a token.');
    const { realm, service } = method;
    const key = [realm.href, service, ...scopes].join(' ');
    const request = { realm, service, scopes, login: this.login };
    const ask = async () => (await import('./bearer.ts')).requestToken(this.#transport, request);
    return this.#tokens.get(key, ask, refused);
  }
}

/** Whether a 401 says that the token is good and may not do this. */
export function isInsufficient(header: string | undefined): boolean {
  return bearerParameters(header)?.get('error') === 'insufficient_scope';
}

function bearerParameters(header: string | undefined): ReadonlyMap<string, string> | undefined {
  return parametersOf(parseChallenges(header ?? ''), 'bearer');
}

// Bearer first: its token is short-lived. Basic goes to the registry itself, so that it is also the
// way out where the token server cannot be trusted with the password.
async function chooseMethod(
  challenges: readonly Challenge[],
  origin: URL,
): Promise<Method | undefined> {
  const basic = parametersOf(challenges, 'basic') && ({ scheme: 'basic' } as const);
  const parameters = parametersOf(challenges, 'bearer');
  const realm = parameters?.get('realm');
  if (realm === undefined) return basic;
  // A registry that takes the password itself does not load this.
  const { trustedRealm } = await import('./bearer.ts');
  try {
    return {
      scheme: 'bearer',
      realm: await trustedRealm(realm, origin),
      service: parameters?.get('service'),
    };
  } catch (error) {
    if (basic) return basic;
    throw error;
  }
}

function parametersOf(
  challenges: readonly Challenge[],
  scheme: string,
): ReadonlyMap<string, string> | undefined {
  return challenges.find(challenge => challenge.scheme === scheme)?.parameters;
}

function bearer({ token }: BearerToken): string {
  return `Bearer ${token.reveal()}`;
}

function unusable(origin: URL): RegistryRequestError {
  return new RegistryRequestError(
    `"${origin.host}" wants a login and offers none of the ways that Berth knows (Basic and Bearer). Check that it is a registry, and what lies between.`,
    { code: 'protocol', host: origin.host, status: 401 },
  );
}
