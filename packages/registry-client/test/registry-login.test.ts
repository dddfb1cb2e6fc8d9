import { Secret, type RegistryLogin } from '@berth/core';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { startTokenServer, type TokenServer } from '@berth/test/servers/token-server';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Registry } from '../src/registry.ts';

const users = { alice: 's3cret' };
const ca = createCertificateAuthority();
let open: DockerRegistry;
let basic: DockerRegistry;
let secure: DockerRegistry;
let bearer: DockerRegistry;
let tokens: TokenServer;

beforeAll(async () => {
  tokens = await startTokenServer({ users });
  [open, basic, secure, bearer] = await Promise.all([
    startDockerRegistry(),
    startDockerRegistry({ auth: { kind: 'basic', users } }),
    startDockerRegistry({ auth: { kind: 'basic', users }, tls: ca.issue() }),
    startDockerRegistry({ auth: { kind: 'token', server: tokens } }),
  ]);
});
beforeEach(async () => {
  tokens.requests.length = 0;
  await Promise.all([open, basic, secure, bearer].map(registry => registry.forget()));
});
afterAll(() => Promise.all([open, basic, secure, bearer, tokens].map(server => server.stop())));

function login(server: DockerRegistry, password = 's3cret'): RegistryLogin {
  return { server: server.host, username: 'alice', password: new Secret(password) };
}

function list(registry: Registry, repository = 'a/b') {
  return registry.request({
    method: 'GET',
    url: `/v2/${repository}/tags/list`,
    scope: `repository:${repository}:pull`,
    expect: [404],
  });
}

describe('logs in as the registry asks', () => {
  test('not at all, in one request', async () => {
    const registry = new Registry({ server: open.url }, login(open));
    expect((await list(registry)).status).toBe(404);
    registry.close();
    expect(await open.requests()).toEqual(['GET /v2/a/b/tags/list 404']);
  });

  test('with Basic, from the second request on at once', async () => {
    const registry = new Registry({ server: basic.url }, login(basic));
    await list(registry);
    await list(registry);
    registry.close();
    expect(await basic.requests()).toEqual([
      'GET /v2/a/b/tags/list 401',
      'GET /v2/a/b/tags/list 404',
      'GET /v2/a/b/tags/list 404',
    ]);
  });

  test('with a token for each scope, asked for once by all who need it', async () => {
    const registry = new Registry({ server: bearer.url }, login(bearer));
    await list(registry, 'a/b');
    await Promise.all([list(registry, 'c/d'), list(registry, 'c/d'), list(registry, 'a/b')]);
    registry.close();
    expect(tokens.requests).toEqual([
      'GET /token?service=berth-test-registry&scope=repository%3Aa%2Fb%3Apull alice',
      'GET /token?service=berth-test-registry&scope=repository%3Ac%2Fd%3Apull alice',
    ]);
    expect((await bearer.requests()).filter(line => line.endsWith('401'))).toHaveLength(1);
  });

  test('over TLS of a private authority', async () => {
    const registry = new Registry(
      { server: secure.host, caCertificate: ca.certificate },
      login(secure),
    );
    await list(registry);
    registry.close();
    expect(await secure.requests()).toEqual(['GET /v2/ 401', 'GET /v2/a/b/tags/list 404']);
  });

  test('before a body is sent', async () => {
    const registry = new Registry({ server: bearer.url }, login(bearer));
    const scope = 'repository:a/b:pull,push';
    const request = { method: 'PUT', url: '/v2/a/b/manifests/x', scope } as const;
    const response = await registry.request({
      ...request,
      body: () => Readable.from([Buffer.from('{}')]),
      expect: [400],
    });
    expect(JSON.parse((await response.bytes()).toString())).toMatchObject({
      errors: [{ code: 'MANIFEST_INVALID' }],
    });
    registry.close();
    expect(await bearer.requests()).toEqual(['GET /v2/ 401', 'PUT /v2/a/b/manifests/x 400']);
  });
});

describe('refuses to go on', () => {
  test('with a wrong password for Basic, after one try', async () => {
    const registry = new Registry({ server: basic.url }, login(basic, 'wr0ng'));
    await expect(list(registry)).rejects.toMatchObject({
      code: 'unauthorized',
      status: 401,
      message: `"${basic.host}" refused the user name or the password (401, UNAUTHORIZED). Check both; a token may have expired or been revoked.`,
    });
    registry.close();
    expect(await basic.requests()).toHaveLength(2);
  });

  test('with a wrong password for a token, which is sent once by however many', async () => {
    const registry = new Registry({ server: bearer.url }, login(bearer, 'wr0ng'));
    const results = await Promise.allSettled([list(registry), list(registry), list(registry)]);
    registry.close();
    const host = new URL(tokens.realm).host;
    for (const result of results) {
      expect(result).toMatchObject({
        reason: {
          code: 'unauthorized',
          message: `"${host}" refused the user name or the password (401, UNAUTHORIZED). Check both; a token may have expired or been revoked.`,
        },
      });
    }
    expect(tokens.requests).toHaveLength(1);
  });
});
