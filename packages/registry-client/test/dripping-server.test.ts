import { Secret } from '@berth/core';
import { startDrippingServer } from '@berth/test/servers/dripping-server';
import { afterEach, expect, test } from 'vitest';
import { checkLogin } from '../src/login-check/check-login.ts';
import { Registry } from '../src/registry.ts';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach(stop => stop()));

const BYTES = 25;
const HEAD = `HTTP/1.1 200 OK\r\ndocker-distribution-api-version: registry/2.0\r\ncontent-length: ${BYTES}\r\n\r\n`;
const FAST = { timeout: 0.4, retries: 0 };

async function dripping(head: string): Promise<{ readonly url: string }> {
  const server = await startDrippingServer(head, 100);
  stops.push(server.stop);
  return server;
}

function open(server: string): Registry {
  const registry = new Registry({ server }, undefined, FAST);
  stops.push(() => registry.close());
  return registry;
}

const request = { method: 'GET', url: '/v2/x', expect: [200] } as const;

test.each(['bytes', 'json'] as const)('%s of a body gives up after the timeout', async read => {
  const { url } = await dripping(HEAD);
  const response = await open(url).request(request);
  await expect(response[read]()).rejects.toMatchObject({
    code: 'timeout',
    networkCode: 'ETIMEDOUT',
    transient: true,
  });
});

test('a body that is thrown away ends the connection after the timeout', async () => {
  const { url } = await dripping(HEAD);
  const response = await open(url).request(request);
  await response.discard();
  expect(response.stream.readableEnded).toBe(false);
  expect(response.stream.destroyed).toBe(true);
});

test('a head gives up after the timeout', async () => {
  const { url } = await dripping('HTTP/1.1 200 OK\r\nx-');
  await expect(open(url).request(request)).rejects.toMatchObject({ code: 'timeout' });
});

test('a stream goes on for as long as there is progress', async () => {
  const { url } = await dripping(HEAD);
  const { stream } = await open(url).request(request);
  let size = 0;
  for await (const chunk of stream) size += (chunk as Buffer).length;
  expect(size).toBe(BYTES);
});

test('a login is not held up for longer than the timeout', async () => {
  const { url } = await dripping(HEAD.replace(String(BYTES), '60000'));
  const login = { server: url, username: 'u', password: new Secret('p') };
  const check = await checkLogin({ connection: { server: url }, login, session: FAST });
  expect(check.proven).toEqual(['endpoint']);
});
