import { Secret, type DockerHubConnectionCredential } from '@berth/core';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import {
  startDockerHubIdentity,
  type DockerHubIdentity,
} from '@berth/test/servers/docker-hub-identity';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '@berth/test/servers/identity-provider';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ExchangeMemory } from '../src/exchange/exchange-memory.ts';
import { exchangeLogin } from '../src/exchange/exchange-login.ts';
import type { ExchangeOptions } from '../src/exchange/exchange-options.ts';

const HOST = 'identity.docker.com';
const CONNECTION = '0a1b2c3d-1111-4222-8333-444455556666';
const SUBJECT = 'repo:acme/api:ref:refs/heads/main';

const ca = createCertificateAuthority();
const credential: DockerHubConnectionCredential = {
  kind: 'docker-hub-connection',
  connectionId: CONNECTION,
  organization: 'acme',
};
let issuer: IdentityProvider;
let docker: DockerHubIdentity;
let proxy: ForwardProxy;

beforeAll(async () => {
  issuer = await startIdentityProvider();
  docker = await startDockerHubIdentity({
    tls: ca.issue([`DNS:${HOST}`]),
    trusts: { issuer, audience: `https://${HOST}` },
    connectionId: CONNECTION,
    subjects: [SUBJECT],
  });
  proxy = await startForwardProxy({ tunnelsTo: { [HOST]: docker.port } });
});
afterEach(() => {
  expect(docker.faults).toEqual([]);
  docker.requests.length = 0;
});
afterAll(() => Promise.all([proxy, docker, issuer].map(server => server.stop())));

function options(given: Partial<ExchangeOptions> = {}): ExchangeOptions {
  return {
    server: 'docker.io',
    identityToken: audience => Promise.resolve(new Secret(issuer.issue(audience))),
    caCertificate: ca.certificate,
    ...given,
    session: { retries: 0, environment: { HTTPS_PROXY: proxy.url }, ...given.session },
  };
}

describe('trades an identity token', () => {
  test.each(['docker.io', 'https://index.docker.io/v1/', 'registry-1.docker.io', 'dhi.io'])(
    'for a login of the organization at %s, for an hour',
    async server => {
      const login = await exchangeLogin(credential, options({ server }));

      expect(login).toEqual({
        server,
        username: 'acme',
        password: expect.any(Secret) as Secret,
        expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      });
      expect(login.password.reveal()).toBe(docker.issued.at(-1));
      const minutes = (Date.parse(login.expiresAt ?? '') - Date.now()) / 60_000;
      expect(Math.round(minutes)).toBe(60);
      expect(docker.lines()).toEqual(['POST /oauth/token']);
    },
  );

  test('once for Docker Hub and the hardened images', async () => {
    const memory = new ExchangeMemory();
    await exchangeLogin(credential, options({ memory }));
    await exchangeLogin(credential, options({ memory, server: 'dhi.io' }));

    expect(docker.lines()).toHaveLength(1);
  });

  test.each([
    ['its answer', { access_token: 't', expires_in: 300 }, 5],
    ['what was asked for, where the answer says nothing', { access_token: 't' }, 60],
    ['its token', { access_token: jwt(600), expires_in: 3600 }, 10],
  ])('whose login ends by %s', async (_, body, minutes) => {
    docker.faults.push({ body: JSON.stringify(body) });
    const login = await exchangeLogin(credential, options());
    const left = (Date.parse(login.expiresAt ?? '') - Date.now()) / 60_000;
    expect(Math.round(left)).toBe(minutes);
  });
});

describe('says what Docker refuses', () => {
  const refused = (subject = `"${SUBJECT}"`, id = CONNECTION) =>
    `"${HOST}" does not take the identity token of ${subject} for the connection "${id}"`;
  const nextStep =
    'Check connection-id, and that the connection is active and has a ruleset with this subject; its table of failures in Docker Home says more.';

  test('a connection that is not there', async () => {
    const connectionId = '99999999-1111-4222-8333-444455556666';
    await expect(exchangeLogin({ ...credential, connectionId }, options())).rejects.toMatchObject({
      code: 'unauthorized',
      status: 401,
      message: `${refused(undefined, connectionId)} (401). ${nextStep}`,
    });
  });

  test('a subject that no ruleset allows', async () => {
    const claims = { sub: 'repo:acme/api:pull_request' };
    const identityToken = (audience: string) =>
      Promise.resolve(new Secret(issuer.issue(audience, claims)));
    await expect(exchangeLogin(credential, options({ identityToken }))).rejects.toMatchObject({
      code: 'denied',
      status: 403,
      message: `"${HOST}" does not let "repo:acme/api:pull_request" in by the connection "${CONNECTION}" (403). Add this subject to a ruleset of the connection; its table of failures in Docker Home says more.`,
    });
  });

  test.each<[string, (audience: string) => string, string]>([
    ['has expired', audience => issuer.issue(audience, { exp: 1_700_000_000 }), `"${SUBJECT}"`],
    ['is for somebody else', () => issuer.issue('sts.amazonaws.com'), `"${SUBJECT}"`],
    ['is none', () => 'hunter2', 'this identity token'],
  ])('an identity token that %s', async (_, issue, subject) => {
    const identityToken = (audience: string) => Promise.resolve(new Secret(issue(audience)));
    await expect(exchangeLogin(credential, options({ identityToken }))).rejects.toMatchObject({
      code: 'unauthorized',
      message: `${refused(subject)} (401, invalid_grant). ${nextStep}`,
    });
  });

  test('with the text of the service left out', async () => {
    docker.faults.push({ status: 400, body: '{"error":"hunter2","error_description":"hunter2"}' });
    await expect(exchangeLogin(credential, options())).rejects.toMatchObject({
      code: 'rejected',
      message: `"${HOST}" refused the request without a reason that is known (400). Check the credential, and what the cloud's own log says.`,
    });
  });

  test('too many requests, and when to come back', async () => {
    docker.faults.push({ status: 429, headers: { 'retry-after': '3600' } });
    await expect(
      exchangeLogin(credential, options({ session: { retries: 3 } })),
    ).rejects.toMatchObject({ code: 'rate-limited', status: 429, retryAfter: 3600 });
    expect(docker.lines()).toHaveLength(1);
  });
});

test.each(['ghcr.io', 'docker.io.example.com', 'hub.docker.io'])(
  'asks nobody for a login at %s',
  async server => {
    await expect(exchangeLogin(credential, options({ server }))).rejects.toThrow(
      `A credential of kind "docker-hub-connection" does not belong to "${server}"`,
    );
    expect(docker.lines()).toEqual([]);
  },
);

describe('when Docker does not answer as it should', () => {
  test.each<[string, DockerHubIdentity['faults'][number]]>([
    ['5xx', { status: 500 }],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '1' } }],
    ['a broken connection', 'reset'],
  ])('tries again after %s', async (_, fault) => {
    docker.faults.push(fault);
    const notices: string[] = [];
    const session = { retries: 1, onNotice: (line: string) => notices.push(line) };
    await exchangeLogin(credential, options({ session }));
    expect(docker.lines()).toHaveLength(2);
    expect(notices).toEqual([expect.stringMatching(/^"identity\.docker\.com" failed /)]);
  });

  test.each<[string, DockerHubIdentity['faults'][number]]>([
    ['no JSON', { body: 'hunter2' }],
    ['no token', { body: '{"token":"hunter2"}' }],
    ['a huge body', { body: 'hunter2'.repeat(50_000) }],
    ['a redirect', { status: 308, headers: { location: 'https://hunter2.test/' } }],
  ])('takes no token from %s', async (_, fault) => {
    docker.faults.push(fault);
    const error = await exchangeLogin(credential, options()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'protocol', host: HOST });
    expect(String(error)).not.toContain('hunter2');
  });
});

test.each([
  [
    'is not Docker',
    () => createCertificateAuthority().issue([`DNS:${HOST}`]),
    /^"identity\.docker\.com" has no certificate that is trusted \([A-Z_]+\)\. Where a proxy /,
  ],
  [
    'has expired, by a clock that may be wrong',
    () => ca.issue([`DNS:${HOST}`], { days: -1 }),
    /^"identity\.docker\.com" has a certificate that is not valid now by this machine's clock \(CERT_HAS_EXPIRED\)\. Set the clock; /,
  ],
])('sends no secret to a server whose certificate %s', async (_, tls, message) => {
  const stranger = await startDockerHubIdentity({
    tls: tls(),
    trusts: { issuer, audience: `https://${HOST}` },
    ...{ connectionId: CONNECTION, subjects: [SUBJECT] },
  });
  const way = await startForwardProxy({ tunnelsTo: stranger.port });
  const session = { environment: { HTTPS_PROXY: way.url } };
  await expect(exchangeLogin(credential, options({ session }))).rejects.toMatchObject({
    ...{ code: 'tls', host: HOST, message: expect.stringMatching(message) as string },
  });
  // A look at the certificate, with nothing of ours in it.
  const [look, ...more] = stranger.requests;
  expect([look?.line, look?.body, more]).toEqual(['HEAD /v2/', '', []]);
  expect(look?.headers.authorization).toBe(undefined);
  await way.stop();
  await stranger.stop();
});

function jwt(seconds: number): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + seconds;
  return `${encode({ alg: 'RS256' })}.${encode({ exp })}.c2ln`;
}
