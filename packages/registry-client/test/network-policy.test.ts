import { Secret } from '@berth/core';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import { startScriptedServer, type Answers } from '@berth/test/servers/scripted-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchangeLogin } from '../src/exchange/exchange-login.ts';
import { checkLogin } from '../src/login-check/check-login.ts';
import { NetworkPolicy } from '../src/network/network-policy.ts';

const stops: (() => Promise<void>)[] = [];
let registry: DockerRegistry;

beforeAll(async () => {
  registry = await startDockerRegistry({ auth: { kind: 'basic', users: { alice: 's3cret' } } });
  stops.push(() => registry.stop());
});
afterAll(() => Promise.all(stops.map(stop => stop())));

async function scripted(script: Readonly<Record<string, Answers>>) {
  const server = await startScriptedServer(script);
  stops.push(server.stop);
  return server;
}

/** Each lookup gets the next of these addresses; the last one stays. */
function resolving(...addresses: readonly string[]) {
  const asked: string[] = [];
  const resolve = (host: string) => {
    asked.push(host);
    const address = addresses[Math.min(asked.length, addresses.length) - 1] ?? '';
    return Promise.resolve([{ address, family: 4 }]);
  };
  return { asked, resolve };
}

function portOf(server: { readonly host: string }): number {
  return Number(server.host.split(':')[1]);
}

function check(server: string, network: NetworkPolicy, environment = {}) {
  return checkLogin({
    connection: { server, insecure: true },
    login: { server, username: 'alice', password: new Secret('s3cret') },
    session: { retries: 0, network, environment },
  });
}

function onlyPort(port: number, resolve = resolving('127.0.0.1').resolve): NetworkPolicy {
  const allow = [{ cidr: '127.0.0.1', port }];
  return new NetworkPolicy({ allow, setting: 'network.allow', resolve });
}

describe('a session with a policy', () => {
  test('connects to the address that was admitted, which nobody else knows', async () => {
    const { asked, resolve } = resolving('127.0.0.1');
    const proof = await check(
      `http://registry.test:${registry.port}`,
      onlyPort(registry.port, resolve),
    );
    expect(proof.proven).toEqual(['endpoint', 'identity']);
    expect(asked).toEqual(['registry.test', 'registry.test']);
  });

  test('refuses a name that leads elsewhere the second time', async () => {
    const { resolve } = resolving('127.0.0.1', '10.0.0.1');
    await registry.forget();
    const network = onlyPort(registry.port, resolve);
    await expect(check(`http://registry.test:${registry.port}`, network)).rejects.toMatchObject({
      code: 'blocked',
      host: `registry.test:${registry.port}`,
    });
    expect(await registry.requests()).toEqual(['GET /v2/ 401']);
  });

  test('refuses loopback, which nobody has allowed', async () => {
    const network = new NetworkPolicy({ setting: 'network.allow' });
    await registry.forget();
    for (const host of ['127.0.0.1', 'localhost', '2130706433']) {
      await expect(check(`http://${host}:${registry.port}`, network), host).rejects.toMatchObject({
        code: 'blocked',
      });
    }
    expect(await registry.requests()).toEqual([]);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'http://10.0.0.1/',
    'http://[::1]/',
  ])('refuses a redirect to %s', async location => {
    const server = await scripted({ '*': [{ status: 307, headers: { location } }] });
    const network = new NetworkPolicy({
      allow: [{ cidr: '127.0.0.1', port: portOf(server) }],
      setting: 'network.allow',
    });
    await expect(check(server.url, network)).rejects.toMatchObject({
      code: 'blocked',
      host: new URL(location).host,
    });
    expect(server.lines()).toEqual(['GET /v2/']);
  });

  test('refuses a token server on a port that is not allowed', async () => {
    const tokens = await scripted({ '*': [{ body: '{"token":"t"}' }] });
    const server = await scripted({
      '*': [{ status: 401, headers: { 'www-authenticate': `Bearer realm="${tokens.url}/token"` } }],
    });
    await expect(check(server.url, onlyPort(portOf(server)))).rejects.toMatchObject({
      code: 'blocked',
      host: tokens.host,
    });
    expect(tokens.lines()).toEqual([]);
  });

  test('refuses the token service of a cloud that leads to a private address', async () => {
    const server = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
    const network = new NetworkPolicy({
      setting: 'network.allow',
      resolve: resolving('10.0.0.1').resolve,
    });
    const keys = {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: new Secret('s'.repeat(40)),
    };
    const session = { retries: 0, network, environment: {} };
    await expect(
      exchangeLogin({ kind: 'aws-keys', ...keys }, { server, session }),
    ).rejects.toMatchObject({ code: 'blocked', host: 'api.ecr.eu-west-1.amazonaws.com' });
  });

  test('asks a proxy for what may be asked only', async () => {
    const proxy = await startForwardProxy();
    stops.push(proxy.stop);
    const environment = { http_proxy: proxy.url };
    const unknown = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    const network = new NetworkPolicy({ setting: 'network.allow', resolve: unknown });
    const host = `registry.test:${registry.port}`;
    expect((await check(`http://${host}`, network, environment)).proven).toContain('identity');
    proxy.requests.length = 0;

    for (const target of ['10.0.0.1', '169.254.169.254', 'metadata.google.internal']) {
      await expect(check(`http://${target}`, network, environment), target).rejects.toMatchObject({
        code: 'blocked',
      });
    }
    const known = new NetworkPolicy({
      setting: 'network.allow',
      resolve: resolving('10.0.0.1').resolve,
    });
    await expect(check(`http://${host}`, known, environment)).rejects.toMatchObject({
      code: 'blocked',
    });
    expect(proxy.requests).toEqual([]);
  });
});
