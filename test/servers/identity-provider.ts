import { createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ServerCertificate } from './certificate-authority.ts';

export type IdentityClaims = Readonly<Record<string, unknown>>;

export interface IdentityProvider {
  /** As every token and every trust policy names it, without a path: GitHub's own. */
  readonly issuer: string;
  readonly url: string;
  readonly port: number;
  /** The two variables of a job with `permissions: id-token: write`. */
  readonly environment: {
    readonly ACTIONS_ID_TOKEN_REQUEST_URL: string;
    readonly ACTIONS_ID_TOKEN_REQUEST_TOKEN: string;
  };
  /** The audiences that tokens were asked for, in order; `401` and the like for what was refused. */
  readonly requests: string[];
  /** A token as GitHub signs it. Claims given here replace the usual ones, `exp` too. */
  issue(audience: string, claims?: IdentityClaims): string;
  /** What a cloud does with a token: the claims, or why it takes none of them. */
  check(token: string): { readonly claims: IdentityClaims } | { readonly problem: TokenProblem };
  stop(): Promise<void>;
}

/** In the order in which they are looked for. */
export type TokenProblem = 'malformed' | 'issuer' | 'signature' | 'expired' | 'not yet valid';

const ISSUER = 'https://token.actions.githubusercontent.com';
const REQUEST_TOKEN = 'request-token-of-the-job';

/**
 * An issuer of OIDC tokens as GitHub runs it for workflows: the request with `&audience=`, RS256 by a
 * key of its own, discovery and JWKS.
 *
 * https://docs.github.com/en/actions/reference/security/oidc
 */
export async function startIdentityProvider(
  options: {
    /** Unlike a token of `main` of `acme/api`. */
    readonly claims?: IdentityClaims;
    /** Statuses of the first requests for a token. */
    readonly failures?: readonly number[];
    readonly tls?: ServerCertificate;
  } = {},
): Promise<IdentityProvider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const failures = [...(options.failures ?? [])];
  const requests: string[] = [];

  function issue(audience: string, claims: IdentityClaims = {}): string {
    const payload = { ...usualClaims(audience), ...options.claims, ...claims };
    const text = `${encode({ typ: 'JWT', alg: 'RS256', kid })}.${encode(payload)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', ISSUER);
    if (url.pathname === '/.well-known/openid-configuration') {
      return answer(response, 200, { issuer: ISSUER, jwks_uri: `${ISSUER}/.well-known/jwks` });
    }
    if (url.pathname === '/.well-known/jwks') {
      const key = createPublicKey(publicKey).export({ format: 'jwk' });
      return answer(response, 200, { keys: [{ ...key, kid, alg: 'RS256', use: 'sig' }] });
    }
    const status = failures.shift() ?? statusFor(request, url);
    const audience = url.searchParams.get('audience') ?? 'https://github.com/acme';
    requests.push(status === 200 ? audience : `${status}`);
    if (status !== 200) return answer(response, status, { message: 'no token' });
    const value = issue(audience);
    return answer(response, 200, { count: value.length, value });
  };

  const server = options.tls
    ? createTlsServer(
        {
          cert: readFileSync(options.tls.certificateFile),
          key: readFileSync(options.tls.keyFile),
        },
        listener,
      )
    : createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`;

  return {
    issuer: new URL(ISSUER).host,
    url,
    port,
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/idtoken/plan/job?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    },
    requests,
    issue,
    check(token) {
      const parts = token.split('.');
      const [header, claims] = parts.slice(0, 2).map(decode);
      if (parts.length !== 3 || !header || !claims) return { problem: 'malformed' };
      if (claims['iss'] !== ISSUER) return { problem: 'issuer' };
      const text = Buffer.from(parts.slice(0, 2).join('.'));
      const signature = Buffer.from(parts[2] ?? '', 'base64url');
      const signed = header['alg'] === 'RS256' && verify('RSA-SHA256', text, publicKey, signature);
      if (!signed) return { problem: 'signature' };
      const now = Date.now() / 1000;
      if (Number(claims['exp']) <= now) return { problem: 'expired' };
      if (Number(claims['nbf']) > now) return { problem: 'not yet valid' };
      return { claims };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function statusFor(request: IncomingMessage, url: URL): number {
  if (!url.pathname.startsWith('/idtoken/') || request.method !== 'GET') return 404;
  return request.headers.authorization === `Bearer ${REQUEST_TOKEN}` ? 200 : 401;
}

function usualClaims(audience: string): IdentityClaims {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: ISSUER, aud: audience, sub: 'repo:acme/api:ref:refs/heads/main' },
    ...{ jti: randomUUID(), iat: now, nbf: now - 300, exp: now + 300 },
    ...{ repository: 'acme/api', repository_owner: 'acme', ref: 'refs/heads/main' },
    ...{ actor: 'ada', event_name: 'push', workflow: 'publish', run_id: '1', run_attempt: '1' },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): IdentityClaims | undefined {
  try {
    const value = JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
