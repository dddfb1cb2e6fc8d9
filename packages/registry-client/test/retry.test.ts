import { Secret } from '@berth/core';
import { startScriptedServer, type Answers } from '@berth/test/servers/scripted-server';
import { freePort } from '@berth/test/servers/free-port';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import type { SessionOptions } from '../src/connection.ts';
import { Registry, type RegistryRequest } from '../src/registry.ts';

const stops: (() => unknown)[] = [];
afterAll(() => Promise.all(stops.map(stop => stop())));

async function ask(
  answers: Answers,
  { session = {}, ...request }: Partial<RegistryRequest> & { session?: SessionOptions } = {},
) {
  const notices: string[] = [];
  const server = await startScriptedServer({ '/v2/': [{}], '/v2/x': answers });
  const registry = new Registry({ server: server.url }, undefined, {
    ...session,
    onNotice: notice => notices.push(notice.replace(/\d+\.\d s/, 'N s')),
  });
  stops.push(server.stop, () => registry.close());
  const result = await registry
    .request({ method: 'GET', url: '/v2/x', expect: [200], ...request })
    .then(async response => (await response.bytes()).toString())
    .catch((error: unknown) => error);
  const requests = server.requests.filter(({ line }) => line.endsWith('x'));
  return { result, notices, server, requests };
}

const SOON = { 'retry-after': '0' };

describe('tries again', () => {
  test.each([408, 425, 429, 500, 502, 503, 504])('after %i, and says so', async status => {
    const { result, notices, server } = await ask([{ status, headers: SOON }, { body: 'ok' }]);
    expect(result).toBe('ok');
    expect(notices).toEqual([
      `"${server.host}" failed (${status}); trying again in N s, retry 1 of 3.`,
    ]);
  });

  test('after a connection that broke', async () => {
    const { result, notices, server } = await ask(['reset', { body: 'ok' }]);
    expect(result).toBe('ok');
    expect(notices).toEqual([
      `"${server.host}" failed (ECONNRESET); trying again in N s, retry 1 of 3.`,
    ]);
  });

  test('after silence', async () => {
    const { result, notices, server } = await ask(['silence', { body: 'ok' }], {
      session: { timeout: 0.2 },
    });
    expect(result).toBe('ok');
    expect(notices).toEqual([
      `"${server.host}" failed (ETIMEDOUT); trying again in N s, retry 1 of 3.`,
    ]);
  });

  test('with a body that is made anew', async () => {
    let made = 0;
    const { result, requests } = await ask(({ body }) => (made === 1 ? 'reset' : { body }), {
      method: 'PUT',
      body: () => Readable.from([Buffer.from(`try ${++made}`)]),
    });
    expect(result).toBe('try 2');
    expect(requests.map(({ body }) => body)).toEqual(['try 1', 'try 2']);
  });

  test('at once and silently where a kept connection was closed meanwhile', async () => {
    const server = await startScriptedServer({
      '/v2/x': ({ headers }) => (headers['x-turn'] === '2' && turns++ === 0 ? 'reset' : {}),
    });
    let turns = 0;
    const notices: string[] = [];
    const registry = new Registry({ server: server.url }, undefined, {
      retries: 0,
      onNotice: notice => notices.push(notice),
    });
    stops.push(server.stop, () => registry.close());
    for (const turn of ['1', '2']) {
      const headers = { 'x-turn': turn };
      const request = { method: 'GET', url: '/v2/x', headers, expect: [200] } as const;
      await (await registry.request(request)).bytes();
    }
    expect(server.lines()).toEqual(['GET /v2/x', 'GET /v2/x', 'GET /v2/x']);
    expect(notices).toEqual([]);
  });
});

describe('gives up', () => {
  test.each([400, 401, 403, 404, 405, 409, 416])('at once after %i', async status => {
    const headers = { 'www-authenticate': 'Basic realm="x"' };
    const { result, requests } = await ask([{ status, headers }]);
    expect(result).toMatchObject({ status, transient: false });
    expect(requests).toHaveLength(1);
  });

  test('after as many tries as it may', async () => {
    const { result, requests } = await ask([{ status: 503, headers: SOON }], {
      session: { retries: 2 },
    });
    expect(result).toMatchObject({ code: 'server-error', status: 503 });
    expect(requests).toHaveLength(3);
  });

  test('at once where the request says so', async () => {
    const { result, requests } = await ask([{ status: 503 }], { retries: 0 });
    expect(result).toMatchObject({ status: 503, transient: true });
    expect(requests).toHaveLength(1);
  });

  test('when the server wants longer than anybody waits, and says when', async () => {
    const { result, requests, server } = await ask([
      { status: 429, headers: { 'retry-after': '7200' } },
    ]);
    expect(result).toMatchObject({ code: 'rate-limited', retryAfter: 7200 });
    expect(String(result).replace(/[\d-]+T[\d:]+Z/, '<time>')).toBe(
      `RegistryRequestError: "${server.host}" has had too many requests without a login from this machine's address (429). Try again after <time>, or log in: accounts may make more.`,
    );
    expect(requests).toHaveLength(1);
  });

  test('where nothing listens', async () => {
    const port = await freePort();
    const registry = new Registry({ server: `http://127.0.0.1:${port}` });
    const request = { method: 'GET', url: '/v2/', expect: [200] } as const;
    await expect(registry.request(request)).rejects.toThrow(
      `"127.0.0.1:${port}" refuses connections (ECONNREFUSED). Check the host and the port, and that it runs.`,
    );
  });

  test('where there is no such host', async () => {
    const registry = new Registry({ server: 'registry.invalid' }, undefined, {
      environment: {},
      retries: 0,
    });
    const request = { method: 'GET', url: '/v2/', expect: [200] } as const;
    await expect(registry.request(request)).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('when a stream of ours fails, with that error', async () => {
    const broken = () =>
      new Readable({
        read() {
          this.destroy(new Error('disk full'));
        },
      });
    const { result } = await ask([{}], { method: 'PUT', body: broken });
    expect(result).toEqual(new Error('disk full'));
  });

  test('when it is told to', async () => {
    const signal = AbortSignal.timeout(100);
    const { result } = await ask(['silence'], { session: { signal } });
    expect(String(result)).toMatch(/abort/);
  });

  test('reading a body that ends early or never, or is too long', async () => {
    const cut = await ask([{ body: 'half', cut: true }]);
    expect(cut.result).toMatchObject({ code: 'unreachable', networkCode: 'ECONNRESET' });
    const long = await ask([{ body: 'x'.repeat(5 * 1024 * 1024) }]);
    expect(long.result).toMatchObject({ code: 'protocol' });
  });
});

test('a token that the registry no longer takes is replaced once', async () => {
  let issued = 0;
  const server = await startScriptedServer({
    '/token': () => ({ body: JSON.stringify({ token: `t${++issued}`, expires_in: 300 }) }),
    '/v2/x': ({ headers }) => {
      const realm = `Bearer realm="http://${headers.host}/token",service="s",error="invalid_token"`;
      const good = headers.authorization === 'Bearer t2' || headers.authorization === 'Bearer t1';
      return good && !(headers.authorization === 'Bearer t1' && issued === 1 && revoked)
        ? {}
        : { status: 401, headers: { 'www-authenticate': realm } };
    },
  });
  let revoked = false;
  const login = { server: server.host, username: 'u', password: new Secret('p') };
  const registry = new Registry({ server: server.url }, login);
  stops.push(server.stop, () => registry.close());
  const get = async () => {
    const response = await registry.request({ method: 'GET', url: '/v2/x', expect: [200] });
    await response.discard();
  };
  await get();
  revoked = true;
  await Promise.all([get(), get(), get()]);
  expect(issued).toBe(2);
});

test('a token that has expired is replaced before it is used', async () => {
  let issued = 0;
  const server = await startScriptedServer({
    '/token': () => ({
      headers: { date: 'Sat, 21 Nov 2026 08:05:00 GMT' },
      body: JSON.stringify({
        token: `t${++issued}`,
        expires_in: 300,
        ...(issued === 1 && { issued_at: '2026-11-21T08:00:00Z' }),
      }),
    }),
    '/v2/x': ({ headers }) =>
      headers.authorization
        ? {}
        : {
            status: 401,
            headers: { 'www-authenticate': `Bearer realm="http://${headers.host}/token"` },
          },
  });
  const registry = new Registry({ server: server.url });
  stops.push(server.stop, () => registry.close());
  for (let turn = 0; turn < 3; turn++) {
    const response = await registry.request({ method: 'GET', url: '/v2/x', expect: [200] });
    await response.discard();
  }
  expect(server.requests.map(({ line, headers }) => [line, headers.authorization])).toEqual([
    ['GET /v2/x', undefined],
    ['GET /token', undefined],
    ['GET /v2/x', 'Bearer t1'],
    ['GET /token', undefined],
    ['GET /v2/x', 'Bearer t2'],
    ['GET /v2/x', 'Bearer t2'],
  ]);
});
