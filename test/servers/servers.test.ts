import { execFileSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { createCertificateAuthority } from './certificate-authority.ts';
import { startDockerRegistry } from './docker-registry.ts';
import { startIdentityProvider } from './identity-provider.ts';
import { startTokenServer } from './token-server.ts';

const stops: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(stops.map(stop => stop())));

test('a registry with passwords over TLS of a private authority', async () => {
  const ca = createCertificateAuthority();
  const registry = await startDockerRegistry({
    auth: { kind: 'basic', users: { alice: 's3cret' } },
    tls: ca.issue(),
  });
  stops.push(() => registry.stop());
  const curl = (...args: string[]) =>
    execFileSync('curl', [
      '-s',
      '-o',
      '/dev/null',
      '-w',
      '%{http_code}',
      '--cacert',
      ca.certificateFile,
      ...args,
      `${registry.url}/v2/`,
    ]).toString();

  expect(curl()).toBe('401');
  expect(curl('-u', 'alice:wrong')).toBe('401');
  expect(curl('-u', 'alice:s3cret')).toBe('200');
  expect(await registry.requests()).toEqual(['GET /v2/ 401', 'GET /v2/ 401', 'GET /v2/ 200']);
});

test('a registry with tokens', async () => {
  const tokens = await startTokenServer({ users: { alice: 's3cret' } });
  const registry = await startDockerRegistry({ auth: { kind: 'token', server: tokens } });
  stops.push(
    () => registry.stop(),
    () => tokens.stop(),
  );
  const authorization = `Basic ${Buffer.from('alice:s3cret').toString('base64')}`;

  const token = await fetch(`${tokens.realm}?service=${tokens.service}&scope=repository:a/b:pull`, {
    headers: { authorization },
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const listing = await fetch(`${registry.url}/v2/a/b/tags/list`, {
    headers: { authorization: `Bearer ${access_token}` },
  });

  expect(listing.status).toBe(404);
  expect((await fetch(`${registry.url}/v2/a/b/tags/list`)).status).toBe(401);
});

test('an issuer of identity tokens', async () => {
  const issuer = await startIdentityProvider({ failures: [503] });
  stops.push(() => issuer.stop());
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } =
    issuer.environment;
  const ask = (authorization: string) =>
    fetch(`${url}&audience=sts.amazonaws.com`, { headers: { authorization } });

  expect((await ask(`Bearer ${token}`)).status).toBe(503);
  expect((await ask('Bearer wrong')).status).toBe(401);
  const { value } = (await (await ask(`Bearer ${token}`)).json()) as { value: string };
  expect(issuer.requests).toEqual(['503', '401', 'sts.amazonaws.com']);
  expect(issuer.check(value)).toMatchObject({
    claims: { aud: 'sts.amazonaws.com', sub: 'repo:acme/api:ref:refs/heads/main' },
  });
  expect(issuer.check(`${value.slice(0, -8)}AAAAAAAA`)).toEqual({ problem: 'signature' });
  expect(issuer.check(issuer.issue('x', { exp: 1 }))).toEqual({ problem: 'expired' });
  expect(issuer.check('no token')).toEqual({ problem: 'malformed' });
});
