import { Secret } from '@berth/core';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import {
  startScriptedServer,
  type ScriptedAnswer,
  type ScriptedRequest,
} from '@berth/test/servers/scripted-server';
import { inspect } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { checkLogin } from '../src/login-check/check-login.ts';

const USERNAME = 'canary+name';
const PASSWORD = 'cänary/p@ss+w0rd=';
const PROXY_PASSWORD = 'canary-proxy-pass';
const TOKEN = 'canary.token~value';
const pair = `${USERNAME}:${PASSWORD}`;
const FORMS = [USERNAME, PASSWORD, PROXY_PASSWORD, TOKEN, pair, `me:${PROXY_PASSWORD}`].flatMap(
  text => [
    text,
    encodeURIComponent(text),
    new URLSearchParams({ text }).toString().slice('text='.length),
    JSON.stringify(text).slice(1, -1),
    ...(['base64', 'base64url', 'hex', 'latin1'] as const).map(form =>
      Buffer.from(text).toString(form).replace(/=+$/, ''),
    ),
  ],
);

const stops: (() => unknown)[] = [];
afterAll(() => Promise.all(stops.map(stop => stop())));

/** What a server could say to make us print what it was sent. */
function echo({ headers }: ScriptedRequest): string {
  const message = `${headers.authorization} ${pair} ${TOKEN}`;
  return JSON.stringify({
    errors: [{ code: 'DENIED', message }, { code: message }],
    error: message,
  });
}

async function traces(
  answer: (request: ScriptedRequest) => ScriptedAnswer,
  environment: Record<string, string> = {},
  server = 'registry.test',
): Promise<string> {
  const registry = await startScriptedServer({
    '/v2/': ({ headers }) =>
      headers.authorization === undefined ? challenge(headers.host) : { status: 200 },
    '/token': answer,
    '/v2/acme/api/tags/list': answer,
  });
  stops.push(registry.stop);
  const notices: string[] = [];
  const address = `http://${server}:${registry.host.split(':')[1]}`;
  const outcome: unknown = await checkLogin({
    connection: { server: address, insecure: true },
    login: { server: address, username: USERNAME, password: new Secret(PASSWORD) },
    repository: 'acme/api',
    session: { retries: 1, timeout: 0.3, environment, onNotice: line => notices.push(line) },
  }).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Error);
  const stack = outcome instanceof Error ? outcome.stack : '';
  const all = { showHidden: true, depth: 20, getters: true };
  return [String(outcome), stack, JSON.stringify(outcome), inspect(outcome, all), ...notices].join(
    '\n',
  );
}

function challenge(host: string | undefined): ScriptedAnswer {
  const header = `Bearer realm="http://${host}/token",service="${PASSWORD.slice(1)}",error="${pair}"`;
  return { status: 401, headers: { 'www-authenticate': header.replace('ä', '') } };
}

const soon = { 'retry-after': '0' };

test.each<[string, (request: ScriptedRequest) => ScriptedAnswer]>([
  ...[400, 401, 403, 404, 418, 429, 500, 503].map(
    status =>
      [
        `${status}`,
        (request: ScriptedRequest) => ({ status, headers: soon, body: echo(request) }),
      ] as [string, (request: ScriptedRequest) => ScriptedAnswer],
  ),
  ['no token', request => ({ body: echo(request) })],
  ['no JSON', () => ({ body: `${pair} ${TOKEN}` })],
  ['a broken token', () => ({ body: JSON.stringify({ token: `${TOKEN}\r\n${pair}` }) })],
  [
    'a token, then nothing',
    ({ line }) => (line.includes('/token') ? { body: `{"token":"${TOKEN}"}` } : { status: 403 }),
  ],
  ['a redirect', () => ({ status: 302, headers: { location: `ftp://${USERNAME}:x@${TOKEN}` } })],
  ['a reset', () => 'reset'],
  ['silence', () => 'silence'],
])('no secret in what is said about %s', async (_, answer) => {
  const proxy = await startForwardProxy({ login: `me:${PROXY_PASSWORD}` });
  stops.push(proxy.stop);
  const said = [
    await traces(answer, {}, '127.0.0.1'),
    await traces(answer, { http_proxy: proxy.url.replace('//', `//me:${PROXY_PASSWORD}@`) }),
    await traces(answer, { http_proxy: proxy.url.replace('//', `//me:${PROXY_PASSWORD}x@`) }),
    await traces(answer, { http_proxy: `socks://me:${PROXY_PASSWORD}@proxy` }),
    await traces(answer, { http_proxy: `http://me:${PROXY_PASSWORD}@127.0.0.1:1` }),
  ].join('\n');
  for (const form of FORMS) expect(said).not.toContain(form);
  expect(said).toContain('RegistryRequestError');
});
