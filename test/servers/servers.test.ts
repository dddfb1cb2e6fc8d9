import { execFileSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { createCertificateAuthority } from './certificate-authority.ts';
import { startDockerRegistry } from './docker-registry.ts';
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
