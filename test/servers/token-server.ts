import { createSign, randomUUID, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './certificate-authority.ts';

export interface TokenServer {
  readonly realm: string;
  readonly service: string;
  readonly issuer: string;
  /** What the registry must trust. */
  readonly certificateFile: string;
  /** What it was asked: `GET /token?service=…&scope=… alice`, the user behind it where there is one. */
  readonly requests: string[];
  stop(): Promise<void>;
}

/**
 * The token endpoint of the distribution spec: GET with Basic, POST with a refresh token, JWTs
 * signed with RS256 whose key comes in `x5c`. Protocol: https://distribution.github.io/distribution/spec/auth/token/
 */
export async function startTokenServer(options: {
  readonly users: Readonly<Record<string, string>>;
  /** What an account may do, in any repository; everything unless given. */
  readonly actions?: Readonly<Record<string, readonly string[]>>;
  /** Hands a token without access to whoever asks, also to a wrong password, as some registries do. */
  readonly anonymous?: boolean;
  /** Seconds by which its clock is fast. */
  readonly ahead?: number;
}): Promise<TokenServer> {
  const { certificateFile, keyFile } = selfSigned('token issuer');
  const key = readFileSync(keyFile, 'utf8');
  const x5c = [new X509Certificate(readFileSync(certificateFile)).raw.toString('base64')];
  const requests: string[] = [];

  const server = createServer((request, response) => {
    void readText(request).then(body => {
      const url = new URL(request.url ?? '/', 'http://token');
      const form = new URLSearchParams(request.method === 'POST' ? body : url.search);
      const user = userOf(request, form);
      requests.push(`${request.method} ${request.url}${user ? ` ${user.name}` : ''}`);
      const known = user !== undefined && options.users[user.name] === user.password;
      if (!known && !options.anonymous)
        return answer(response, 401, {
          errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }],
        });

      const name = known ? user.name : '';
      const allowed = known ? (options.actions?.[name] ?? ['pull', 'push', 'delete', '*']) : [];
      const access = form
        .getAll('scope')
        .flatMap(scope => scope.split(' '))
        .flatMap(scope => grant(scope, allowed));
      const token = sign({ subject: name, access, audience: form.get('service') ?? '' });
      const refresh =
        known && form.get('offline_token') === 'true'
          ? { refresh_token: `${name}:${user.password}` }
          : {};
      return answer(response, 200, { token, access_token: token, expires_in: 300, ...refresh });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  function sign(claims: { subject: string; access: object[]; audience: string }): string {
    const now = Math.floor(Date.now() / 1000) + (options.ahead ?? 0);
    const header = { typ: 'JWT', alg: 'RS256', x5c };
    const payload = {
      iss: 'berth-test-issuer',
      sub: claims.subject,
      aud: claims.audience,
      exp: now + 300,
      nbf: now - 10,
      iat: now,
      jti: randomUUID(),
      access: claims.access,
    };
    const text = [header, payload]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
  }

  return {
    realm: `http://127.0.0.1:${port}/token`,
    service: 'berth-test-registry',
    issuer: 'berth-test-issuer',
    certificateFile,
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function userOf(
  request: IncomingMessage,
  form: URLSearchParams,
): { name: string; password: string } | undefined {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const pair = basic ? Buffer.from(basic, 'base64').toString() : form.get('refresh_token');
  if (!pair) return undefined;
  const colon = pair.indexOf(':');
  return { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

function grant(scope: string, allowed: readonly string[]): object[] {
  const [type, name, actions] = [
    scope.split(':')[0],
    scope.split(':').slice(1, -1).join(':'),
    scope.split(':').at(-1),
  ];
  const granted = (actions ?? '').split(',').filter(action => allowed.includes(action));
  return granted.length > 0 ? [{ type, name, actions: granted }] : [];
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
