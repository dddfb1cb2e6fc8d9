import { Secret, type RegistryLogin } from '@berth/core';
import { basicAuthorization } from './basic-authorization.ts';
import { RegistryRequestError } from '../registry-request-error.ts';
import type { HttpResponse } from '../transport/http-response.ts';
import type { HttpTransport } from '../transport/http-transport.ts';
import { sendFollowing } from '../transport/redirect.ts';

export interface BearerToken {
  readonly token: Secret;
  /** By this machine's steady clock (`performance.now()`), with a margin. */
  readonly renewAt: number;
}

export interface TokenRequest {
  readonly realm: URL;
  readonly service: string | undefined;
  readonly scopes: readonly string[];
  /** Without one the token is for nobody in particular. */
  readonly login: RegistryLogin | undefined;
}

/**
 * Asks a token server for a token. Protocol:
 * https://distribution.github.io/distribution/spec/auth/token/
 */
export async function requestToken(
  transport: HttpTransport,
  request: TokenRequest,
): Promise<BearerToken> {
  const { login, realm } = request;
  const response = await sendFollowing(transport, {
    method: 'GET',
    url: tokenUrl(request),
    headers: {
      accept: 'application/json',
      ...(login && { authorization: basicAuthorization(login) }),
    },
  });
  if (response.status !== 200) {
    const { refusal } = await import('../transport/refusal.ts');
    throw await refusal(response, { host: realm.host, login, codeFor: wrongLogin });
  }
  return parseToken(await response.json(), response, realm.host);
}

function tokenUrl({ realm, service, scopes }: TokenRequest): URL {
  const url = new URL(realm);
  if (service !== undefined && !url.searchParams.has('service')) {
    url.searchParams.append('service', service);
  }
  for (const scope of scopes) url.searchParams.append('scope', scope);
  return url;
}

// IBM Cloud answers 400 to a wrong API key; what it says tells that from a broken request.
const WRONG_LOGIN = new Set(['UNAUTHORIZED', 'invalid_grant', 'invalid_client', 'access_denied']);

function wrongLogin(status: number, codes: readonly string[]): 'unauthorized' | undefined {
  return status === 400 && codes.some(code => WRONG_LOGIN.has(code)) ? 'unauthorized' : undefined;
}

// The least that the spec lets a token live.
const SHORTEST_LIFE = 60;

function parseToken(body: unknown, response: HttpResponse, host: string): BearerToken {
  const fields = typeof body === 'object' && body !== null ? { ...body } : {};
  const { access_token, token, expires_in, issued_at } = fields as Record<string, unknown>;
  const value = [access_token, token].find(value => typeof value === 'string' && value !== '');
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw new RegistryRequestError(
      `"${host}" answered a request for a token without one. Check that it is the registry's token server.`,
      { code: 'protocol', host, status: response.status },
    );
  }
  const life = typeof expires_in === 'number' && expires_in > 0 ? expires_in : SHORTEST_LIFE;
  const left = life - age(issued_at, response.headers.date);
  return {
    token: new Secret(value),
    renewAt: performance.now() + (left - Math.min(10, left / 10)) * 1000,
  };
}

/** Seconds since the token was issued, by the server's own clock: ours may be wrong. */
function age(issuedAt: unknown, date: string | undefined): number {
  if (typeof issuedAt !== 'string' || date === undefined) return 0;
  const seconds = (Date.parse(date) - Date.parse(issuedAt)) / 1000;
  return seconds > 0 ? seconds : 0;
}
