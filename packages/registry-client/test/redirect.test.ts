import { Secret } from '@berth/core';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startDockerRegistry } from '@berth/test/servers/docker-registry';
import {
  startScriptedServer,
  type Answers,
  type ScriptedServer,
} from '@berth/test/servers/scripted-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Registry, type RegistryRequest } from '../src/registry.ts';

const ca = createCertificateAuthority();
const BASIC = `Basic ${Buffer.from('alice:s3cret').toString('base64')}`;
const stops: (() => unknown)[] = [];
let storage: ScriptedServer;
let secureStorage: ScriptedServer;

beforeAll(async () => {
  const script = { '/blob': [{ body: 'blob' }], '/upload': [{ status: 201 }] };
  storage = await startScriptedServer(script);
  secureStorage = await startScriptedServer(script, ca.issue());
  stops.push(storage.stop, secureStorage.stop);
});
afterAll(() => Promise.all(stops.map(stop => stop())));

async function start(locations: Record<string, string>, tls = false) {
  const redirect =
    (location: string): Answers =>
    ({ headers }) =>
      headers.authorization === BASIC
        ? { status: 307, headers: { location } }
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
  const redirects = Object.entries(locations).map(
    ([path, location]) => [path, redirect(location)] as const,
  );
  const own: Answers = ({ headers }) => ({ body: headers.authorization ?? 'stranger' });
  const server = await startScriptedServer(
    { ...Object.fromEntries(redirects), '/own': own, '/v2/upload/1': [{ status: 201 }] },
    tls ? ca.issue() : undefined,
  );
  const login = { server: server.host, username: 'alice', password: new Secret('s3cret') };
  const connection = { server: server.url, caCertificate: ca.certificate };
  const registry = new Registry(connection, login, { retries: 0 });
  stops.push(server.stop, () => registry.close());
  const get = async (request: Partial<RegistryRequest>) => {
    storage.requests.length = secureStorage.requests.length = 0;
    const response = await registry.request({
      method: 'GET',
      url: '/v2/x',
      expect: [200],
      ...request,
    });
    return { url: response.url, body: (await response.bytes()).toString() };
  };
  return { server, registry, get };
}

describe('follows', () => {
  test('to its own origin, with the login', async () => {
    const { get, server } = await start({ '/v2/x': '/v2/y', '/v2/y': '../own' });
    expect(await get({})).toEqual({ url: `${server.url}/own`, body: BASIC });
  });

  test.each(['HTTP', 'HTTPS'])('to another origin, without the login: %s', async scheme => {
    const target = scheme === 'HTTP' ? storage : secureStorage;
    const { get } = await start({ '/v2/x': `${target.url}/blob?signature=1` });
    expect(await get({})).toEqual({ url: `${target.url}/blob?signature=1`, body: 'blob' });
    expect(target.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('back from there, still without the login', async () => {
    const { get, server } = await start({ '/v2/x': `${storage.url}/back` });
    const back = await startScriptedServer({
      '/back': [{ status: 302, headers: { location: `${server.url}/own` } }],
    });
    stops.push(back.stop);
    const { get: getBack } = await start({ '/v2/x': `${back.url}/back` });
    expect((await getBack({})).body).toBe('stranger');
    await expect(get({})).rejects.toMatchObject({ code: 'not-found', host: storage.host });
  });
});

describe('does not follow', () => {
  test.each([
    ['in circles', () => '/v2/x', () => 'redirects more than 5 times'],
    ['to what is no URL', () => 'http://[', () => 'redirects to what is no URL'],
    ['to files', () => 'file:///etc/passwd', () => 'redirects to "file:"'],
  ])('%s', async (_, location, reason) => {
    const { get, server } = await start({ '/v2/x': location() });
    await expect(get({})).rejects.toThrow(
      `"${server.host}" ${reason()}. Check its address, and the external URL in its configuration.`,
    );
  });

  test('from HTTPS to plain HTTP elsewhere', async () => {
    const elsewhere = storage.url.replace('127.0.0.1', 'localhost');
    const { get, server } = await start({ '/v2/x': `${elsewhere}/blob` }, true);
    await expect(get({})).rejects.toThrow(
      `"${server.host}" sends on to "${new URL(elsewhere).host}" over plain HTTP, from HTTPS.`,
    );
    expect(storage.requests).toEqual([]);
  });

  test('with a POST', async () => {
    const { get } = await start({ '/v2/x': `${storage.url}/blob` });
    await expect(get({ method: 'POST' })).rejects.toMatchObject({ code: 'protocol', status: 307 });
  });
});

describe('uploads go where Location says', () => {
  const put = { method: 'PUT', body: Buffer.from('layer'), expect: [201] } as const;

  test("on the registry's own host, in HTTPS though it says http, with the login", async () => {
    const { get, server } = await start({ '/v2/x': '/own' }, true);
    await get({});
    await get({ ...put, url: `http://${server.host}/v2/upload/1?state=a` });
    expect(server.requests.at(-1)).toMatchObject({
      line: 'PUT /v2/upload/1?state=a',
      headers: { authorization: BASIC },
      body: 'layer',
    });
  });

  test('on another host, without the login', async () => {
    const { get } = await start({ '/v2/x': '/own' });
    await get({});
    await get({ ...put, url: `${storage.url}/upload` });
    expect(storage.requests).toMatchObject([{ line: 'PUT /upload', body: 'layer' }]);
    expect(storage.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('not in plain HTTP elsewhere, from HTTPS', async () => {
    const { get } = await start({ '/v2/x': '/own' }, true);
    const url = `${storage.url.replace('127.0.0.1', 'localhost')}/upload`;
    await expect(get({ ...put, url })).rejects.toMatchObject({ code: 'protocol' });
    expect(storage.requests).toEqual([]);
  });

  test.each([true, false])('of a real registry, relative: %j', async relativeUrls => {
    const server = await startDockerRegistry({ relativeUrls });
    const registry = new Registry({ server: server.url });
    stops.push(
      () => server.stop(),
      () => registry.close(),
    );
    const post = { method: 'POST', url: '/v2/a/blobs/uploads/', expect: [202] } as const;
    const { headers, url } = await registry.request(post);
    const upload = new URL(headers.location ?? '', url);
    upload.searchParams.append(
      'digest',
      'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    const done = await registry.request({ method: 'PUT', url: upload.href, expect: [201] });
    expect(done.status).toBe(201);
  });
});

test('a path cannot leave the registry', async () => {
  const { get, server } = await start({ '/v2/x': '/own' });
  await expect(get({ url: `//${storage.host}/blob` })).rejects.toMatchObject({ code: 'not-found' });
  expect(server.requests.at(-1)?.line).toBe(`GET //${storage.host}/blob`);
  expect(storage.requests).toEqual([]);
});
