import { Secret } from '@berth/core';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';
import { freePort } from '@berth/test/servers/free-port';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkLogin, type LoginProof } from '../src/login-check/check-login.ts';

const LOGIN = 'me:hunter%402';
const ca = createCertificateAuthority();
let plain: DockerRegistry;
let secure: DockerRegistry;
let proxy: ForwardProxy;
let refusing: ForwardProxy;

beforeAll(async () => {
  const auth = { kind: 'basic', users: { alice: 's3cret' } } as const;
  [plain, secure, proxy, refusing] = await Promise.all([
    startDockerRegistry({ auth }),
    startDockerRegistry({ auth, tls: ca.issue(['DNS:registry.test']) }),
    startForwardProxy({ login: 'me:hunter@2' }),
    startForwardProxy({ refuse: 403 }),
  ]);
});
beforeEach(() => void (proxy.requests.length = 0));
afterAll(() => Promise.all([plain, secure, proxy, refusing].map(server => server.stop())));

// Only the proxy knows where registry.test is.
function visit(scheme: 'http' | 'https', environment: Record<string, string>): Promise<LoginProof> {
  const server = `${scheme}://registry.test:${(scheme === 'http' ? plain : secure).port}`;
  return checkLogin({
    connection:
      scheme === 'http' ? { server, insecure: true } : { server, caCertificate: ca.certificate },
    login: { server, username: 'alice', password: new Secret('s3cret') },
    session: { retries: 0, environment },
  });
}

function withLogin(address: string, login = LOGIN): string {
  return address.replace('//', `//${login}@`);
}

test('a registry in plain HTTP, by the whole address', async () => {
  const proof = await visit('http', { HTTP_PROXY: withLogin(proxy.url), HTTPS_PROXY: 'http://no' });
  expect(proof.proven).toEqual(['endpoint', 'identity']);
  const line = `GET http://registry.test:${plain.port}/v2/`;
  expect(proxy.requests).toEqual([line, line]);
});

test('a registry in TLS, by one tunnel that is kept', async () => {
  const proof = await visit('https', {
    https_proxy: withLogin(proxy.url),
    HTTP_PROXY: 'http://no',
  });
  expect(proof.proven).toEqual(['endpoint', 'identity']);
  expect(proxy.requests).toEqual([`CONNECT registry.test:${secure.port}`]);
});

test('not for what NO_PROXY names', async () => {
  const environment = { https_proxy: withLogin(proxy.url), NO_PROXY: '.test' };
  await expect(visit('https', environment)).rejects.toThrow(`"registry.test:${secure.port}"`);
  expect(proxy.requests).toEqual([]);
});

test.each(['http', 'https'] as const)('a wrong password of the proxy, %s', async scheme => {
  const address = withLogin(proxy.url, 'me:hunter3');
  const { port } = scheme === 'http' ? plain : secure;
  await expect(visit(scheme, { http_proxy: address, https_proxy: address })).rejects.toMatchObject({
    code: 'proxy',
    status: 407,
    message: `The proxy "127.0.0.1:${proxy.port}" refused the way to "registry.test:${port}" (407). Put the proxy's user name and password into HTTPS_PROXY or HTTP_PROXY, or add "registry.test" to NO_PROXY.`,
  });
});

test('a proxy that does not allow the registry', async () => {
  await expect(visit('https', { https_proxy: refusing.url })).rejects.toMatchObject({
    code: 'proxy',
    status: 403,
    message: `The proxy "127.0.0.1:${refusing.port}" refused the way to "registry.test:${secure.port}" (403). Allow "registry.test:${secure.port}" in the proxy, or add "registry.test" to NO_PROXY.`,
  });
});

test.each(['http', 'https'] as const)('a proxy that is not there, %s', async scheme => {
  const port = await freePort();
  const address = `http://me:hunter2@127.0.0.1:${port}`;
  await expect(visit(scheme, { http_proxy: address, https_proxy: address })).rejects.toMatchObject({
    code: 'unreachable',
    message: `The proxy "127.0.0.1:${port}" refuses connections (ECONNREFUSED). Check its address in HTTPS_PROXY or HTTP_PROXY and that it runs, or add "registry.test" to NO_PROXY.`,
  });
});
