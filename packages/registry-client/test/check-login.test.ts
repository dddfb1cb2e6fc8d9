import { Secret } from '@berth/core';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { startTokenServer, type TokenServer } from '@berth/test/servers/token-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLogin, type LoginCheck } from '../src/login-check/check-login.ts';

const users = { alice: 's3cret', reader: 's3cret' };
const actions = { reader: ['pull'] };
let tokens: TokenServer;
let generousTokens: TokenServer;
let open: DockerRegistry;
let basic: DockerRegistry;
let bearer: DockerRegistry;
let generous: DockerRegistry;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  tokens = await startTokenServer({ users, actions });
  generousTokens = await startTokenServer({ users, actions, anonymous: true });
  [open, basic, bearer, generous] = await Promise.all([
    startDockerRegistry(),
    startDockerRegistry({ auth: { kind: 'basic', users } }),
    startDockerRegistry({ auth: { kind: 'token', server: tokens } }),
    startDockerRegistry({ auth: { kind: 'token', server: generousTokens } }),
  ]);
});
afterAll(async () => {
  const servers = [tokens, generousTokens, open, basic, bearer, generous];
  await Promise.all([...servers.map(server => server.stop()), ...stops.map(stop => stop())]);
});

function check(
  server: { readonly url: string },
  options: Partial<LoginCheck> & { username?: string; password?: string } = {},
) {
  const { username = 'alice', password = 's3cret', ...rest } = options;
  return checkLogin({
    connection: { server: server.url },
    login: { server: server.url, username, password: new Secret(password) },
    session: { retries: 0 },
    ...rest,
  });
}

const pushing = { repository: 'acme/api', actions: ['pull', 'push'] } as const;

describe('proves', () => {
  test('identity where a stranger is refused, with two requests', async () => {
    await basic.forget();
    expect(await check(basic)).toEqual({
      proven: ['endpoint', 'identity'],
      explanation: `"${basic.host}" refused a stranger and accepted the login.`,
    });
    expect(await basic.requests()).toEqual(['GET /v2/ 401', 'GET /v2/ 200']);
  });

  test('identity by the name in the token, with three requests', async () => {
    for (const [registry, server] of [
      [bearer, tokens],
      [generous, generousTokens],
    ] as const) {
      await registry.forget();
      server.requests.length = 0;
      expect(await check(registry)).toEqual({
        proven: ['endpoint', 'identity'],
        explanation: `"${registry.host}" accepted a token that was issued in the name of the login.`,
      });
      expect(await registry.requests()).toEqual(['GET /v2/ 401', 'GET /v2/ 200']);
      expect(server.requests).toEqual(['GET /token?service=berth-test-registry alice']);
    }
  });

  test('no more than the endpoint where everybody is let in, and sends no password', async () => {
    expect(await check(open)).toEqual({
      proven: ['endpoint'],
      explanation: `"${open.host}" answers everybody, so that the password was not tested.`,
    });
  });

  test('what it may do in a repository, and leaves no upload behind', async () => {
    await bearer.forget();
    expect(await check(bearer, pushing)).toEqual({
      proven: ['endpoint', 'identity', 'push:acme/api'],
      explanation: `"${bearer.host}" accepted a token that was issued in the name of the login; it may push "acme/api"; "acme/api" does not exist yet.`,
    });
    expect(
      (await bearer.requests()).map(line => line.replace(/uploads\/.+ /, 'uploads/… ')),
    ).toEqual([
      'GET /v2/ 401',
      'GET /v2/ 200',
      'GET /v2/acme/api/tags/list?n=1 404',
      'POST /v2/acme/api/blobs/uploads/ 202',
      'DELETE /v2/acme/api/blobs/uploads/… 204',
    ]);
  });
});

describe('is not deceived by', () => {
  test.each([
    ['a wrong password', { password: 'wr0ng' }],
    ['a wrong user', { username: 'mallory' }],
    ['a wrong password in a repository', { password: 'wr0ng', ...pushing }],
  ])('%s', async (_, login) => {
    const token = new URL(tokens.realm).host;
    const next = 'Check both; a token may have expired or been revoked.';
    for (const [registry, message] of [
      [basic, `"${basic.host}" refused the user name or the password (401, UNAUTHORIZED). ${next}`],
      [bearer, `"${token}" refused the user name or the password (401, UNAUTHORIZED). ${next}`],
      [
        generous,
        `"${generous.host}" refused the user name or the password: its token server answered with a token for nobody, as it gives to strangers. ${next}`,
      ],
    ] as const) {
      await expect(check(registry, login)).rejects.toMatchObject({ code: 'unauthorized', message });
    }
  });

  test('a login that is known and may not push', async () => {
    await expect(check(bearer, { username: 'reader', ...pushing })).rejects.toMatchObject({
      code: 'denied',
      message: `"${bearer.host}" does not let this login push "acme/api" (401, UNAUTHORIZED, insufficient_scope). Check the name, and give the login's owner or token that permission.`,
    });
  });

  test('a web server', async () => {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const web = await startScriptedServer({ '/v2/': [{ headers, body: '<h1>It works!</h1>' }] });
    stops.push(web.stop);
    await expect(check(web)).rejects.toMatchObject({
      code: 'protocol',
      message: `"${web.host}" answers 200 and a web page where a registry has its API (/v2/). Check the host and the port.`,
    });
  });

  const JSON_TYPE = 'application/json; charset=utf-8';
  const VERSION = { 'docker-distribution-api-version': 'registry/2.0' };
  const answers = [
    ['a page without a type', {}, '<h1>It works!</h1>', 'something else'],
    ['plain text', { 'content-type': 'text/plain' }, 'ok', 'something else'],
    ['a JSON text', { 'content-type': JSON_TYPE }, '"ok"', 'something else'],
    ['a JSON list', { 'content-type': JSON_TYPE }, '[]', 'something else'],
    ['broken JSON', { 'content-type': JSON_TYPE }, '{"a"', 'something else'],
    ['an object without a type', {}, '{"a":1}', 'something else'],
    ['an empty page', { 'content-type': 'text/html' }, '', 'a web page'],
    ['nothing', {}, '', undefined],
    ['an empty object', {}, '{ }\n', undefined],
    ['an object', { 'content-type': JSON_TYPE }, '{"a":1}', undefined],
    ["a registry's version", VERSION, 'ok', undefined],
    [
      'the version and HTML, as Quay does',
      { ...VERSION, 'content-type': 'text/html' },
      'true',
      undefined,
    ],
  ] as const;

  test.each(answers)('a 200 by its status alone: %s', async (_, headers, body, foreign) => {
    const open = await startScriptedServer({ '/v2/': [{ headers, body }] });
    const challenge = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
    const basic = await startScriptedServer({ '/v2/': [challenge, { headers, body }] });
    stops.push(open.stop, basic.stop);
    for (const [server, proven] of [
      [open, ['endpoint']],
      [basic, ['endpoint', 'identity']],
    ] as const) {
      const error = {
        code: 'protocol',
        message: `"${server.host}" answers 200 and ${foreign} where a registry has its API (/v2/). Check the host and the port.`,
      };
      await (foreign === undefined
        ? expect(check(server)).resolves.toMatchObject({ proven })
        : expect(check(server)).rejects.toMatchObject(error));
    }
  });

  test.each(['../../admin', 'a..b', 'a.', 'a/../b', 'acme/api:1', 'Acme/api', '', 'a?b', '/a'])(
    'what is no repository: %j',
    async repository => {
      await open.forget();
      await expect(check(open, { repository })).rejects.toMatchObject({
        field: 'repository',
        message: `Invalid repository "${repository}": it is not a path of lowercase names, joined inside by one ".", "_" or "__", or by "-". Write it without the registry and the tag, such as acme/api.`,
      });
      expect((await open.requests()).filter(line => line !== 'GET /v2/ 200')).toEqual([]);
    },
  );
});

describe('with tokens that do not say whose they are', () => {
  const opaque = (authorization: string | undefined) =>
    authorization?.startsWith('Basic') ? 'token-of-login' : 'token-of-stranger';

  async function opaqueServer(options: { readonly strangers: boolean }) {
    const server = await startScriptedServer({
      '/v2/': request => (request.headers.authorization ? {} : unauthorized(request.headers.host)),
      '/token': ({ headers }) =>
        headers.authorization || options.strangers
          ? { body: JSON.stringify({ token: opaque(headers.authorization) }) }
          : { status: 401 },
      '/v2/acme/private/tags/list': ({ headers }) =>
        headers.authorization === 'Bearer token-of-login' ? {} : unauthorized(headers.host),
      '/v2/acme/public/tags/list': [{}],
    });
    stops.push(server.stop);
    return server;
  }

  function unauthorized(host: string | undefined) {
    return {
      status: 401,
      headers: { 'www-authenticate': `Bearer realm="http://${host}/token",service="s"` },
    };
  }

  test('identity is proven when strangers get none', async () => {
    const server = await opaqueServer({ strangers: false });
    expect(await check(server)).toEqual({
      proven: ['endpoint', 'identity'],
      explanation: `The token server of "${server.host}" gave the login a token that strangers do not get.`,
    });
  });

  test('identity is proven by a repository that strangers may not read', async () => {
    const server = await opaqueServer({ strangers: true });
    expect(await check(server, { repository: 'acme/private' })).toEqual({
      proven: ['endpoint', 'identity', 'pull:acme/private'],
      explanation: `"${server.host}" let the login in where it refuses strangers; it may pull "acme/private".`,
    });
  });

  test.each([undefined, 'acme/public'])('and nothing else, it is not: %s', async repository => {
    const server = await opaqueServer({ strangers: true });
    const { proven, explanation } = await check(server, { ...(repository && { repository }) });
    expect(proven).toEqual(['endpoint', ...(repository ? [`pull:${repository}`] : [])]);
    expect(explanation).toContain('so that the password was not proven');
  });
});

describe('tells apart', () => {
  const bearerOf = (host: string | undefined) => ({
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="http://${host}/token",service="s"` },
  });

  test.each([
    [400, '{"errors":[{"code":"UNAUTHORIZED"}]}', 'unauthorized'],
    [400, '{"error":"invalid_grant","error_description":"s3cret"}', 'unauthorized'],
    [400, '{"errors":[{"code":"NAME_INVALID"}]}', 'rejected'],
    [400, 's3cret', 'rejected'],
    [401, '', 'unauthorized'],
    [403, '{"errors":[{"code":"DENIED"}]}', 'denied'],
    [429, '', 'rate-limited'],
    [503, '', 'server-error'],
    [200, '{"token":""}', 'protocol'],
    [200, '{"token":"a\\r\\nb"}', 'protocol'],
    [200, '<html>s3cret', 'protocol'],
    [200, 'null', 'protocol'],
  ])('a token server that answers %i %s: %s', async (status, body, code) => {
    const server = await startScriptedServer({
      '/v2/': ({ headers }) => bearerOf(headers.host),
      '/token': [{ status, body }],
    });
    stops.push(server.stop);
    const error: unknown = await check(server).catch((error: unknown) => error);
    expect(error).toMatchObject({ code, status });
    expect(String(error)).not.toContain('s3cret');
  });
});

describe('says when the password ends', () => {
  const jwt = (claims: object) =>
    `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

  test.each([
    ['by the login', { expiresAt: '2030-01-01T00:00:00Z' }, 'opaque', '2030-01-01T00:00:00Z'],
    ['by the password', {}, jwt({ exp: 1_893_456_000 }), '2030-01-01T00:00:00Z'],
    ['not at all', {}, 'opaque', undefined],
    ['not by nonsense', {}, jwt({ exp: 1e300 }), undefined],
  ])('%s', async (_, more, password, expiresAt) => {
    const login = { server: open.url, username: 'u', password: new Secret(password), ...more };
    expect((await check(open, { login })).expiresAt).toBe(expiresAt);
  });
});

describe('tells the steps', () => {
  async function steps(
    server: { readonly url: string },
    options: Parameters<typeof check>[1] = {},
  ): Promise<readonly string[]> {
    const told: string[] = [];
    const onStep: LoginCheck['onStep'] = (step, state) => told.push(`${step} ${state}`);
    await check(server, { ...options, onStep }).catch(() => told.push('failed'));
    return told;
  }

  test('of a login that is proven', async () => {
    expect(await steps(bearer, { repository: 'acme/new', actions: ['push'] })).toEqual([
      ...['endpoint begun', 'endpoint proven', 'identity begun', 'push:acme/new begun'],
      ...['push:acme/new proven', 'identity begun', 'identity proven'],
    ]);
  });

  test('of one that is refused, the refused step last', async () => {
    expect(await steps(basic, { password: 'wrong' })).toEqual([
      ...['endpoint begun', 'endpoint proven', 'identity begun', 'failed'],
    ]);
    expect(await steps(bearer, { username: 'reader', ...pushing, actions: ['push'] })).toEqual([
      ...['endpoint begun', 'endpoint proven', 'identity begun', 'push:acme/api begun'],
      ...['identity begun', 'identity proven', 'push:acme/api begun', 'failed'],
    ]);
  });

  test('of one that nobody asked for, and of one that nobody can tell', async () => {
    expect(await steps(open)).toContain('identity open');
    const tokens = await startScriptedServer({ '*': [{ body: '{"token":"for-anybody"}' }] });
    const realm = `Bearer realm="${tokens.url}/token"`;
    const server = await startScriptedServer({
      '*': ({ headers }) =>
        headers.authorization === undefined
          ? { status: 401, headers: { 'www-authenticate': realm } }
          : { body: '{}' },
    });
    stops.push(tokens.stop, server.stop);
    expect(await steps(server)).toContain('identity unclear');
  });
});

describe('without a login', () => {
  test('proves what strangers may do', async () => {
    expect(await check(open, { login: undefined })).toEqual({
      proven: ['endpoint'],
      explanation: `"${open.host}" answers strangers.`,
    });
    expect((await check(generous, { login: undefined })).proven).toEqual(['endpoint']);
  });

  test('fails where strangers are refused', async () => {
    await expect(check(basic, { login: undefined })).rejects.toMatchObject({
      code: 'unauthorized',
      message: `"${basic.host}" wants a login (401, UNAUTHORIZED). Give a user name and a password for it.`,
    });
    await expect(
      check(generous, { login: undefined, repository: 'acme/api' }),
    ).rejects.toMatchObject({ code: 'denied' });
  });
});
