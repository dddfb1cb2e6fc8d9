import { Secret } from '@berth/core';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startScriptedServer, type ScriptedServer } from '@berth/test/servers/scripted-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Registry } from '../src/registry.ts';

const PASSWORD = 's3cret';
const BASIC = `Basic ${Buffer.from(`alice:${PASSWORD}`).toString('base64')}`;
const ca = createCertificateAuthority();
/** On the registry's own host, as loopback is. */
let tokens: ScriptedServer;
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  tokens = await startScriptedServer({
    '/token': [{ body: '{"token":"t0","access_token":"t1"}' }],
  });
  stops.push(tokens.stop);
});
afterAll(() => Promise.all(stops.map(stop => stop())));

/** What a registry with this challenge is sent, and what its token server is. */
async function visit(
  challenge: string | readonly string[] | undefined,
  options: {
    readonly scope?: string;
    readonly tls?: boolean;
    readonly method?: 'GET' | 'POST';
  } = {},
) {
  const registry = await startScriptedServer(
    {
      '/v2/x': ({ headers }) =>
        headers.authorization !== undefined
          ? {}
          : {
              status: 401,
              headers: challenge === undefined ? {} : { 'www-authenticate': challenge },
            },
    },
    options.tls ? ca.issue() : undefined,
  );
  stops.push(registry.stop);
  tokens.requests.length = 0;
  const login = { server: registry.host, username: 'alice', password: new Secret(PASSWORD) };
  const connection = { server: registry.url, caCertificate: ca.certificate };
  const client = new Registry(connection, login, { retries: 0 });
  const { method = 'GET', scope } = options;
  const error: unknown = await client
    .request({ method, url: '/v2/x', expect: [200], ...(scope && { scope }) })
    .then(response => response.discard())
    .catch((error: unknown) => error);
  client.close();
  return {
    error,
    host: registry.host,
    sent: registry.requests.map(({ headers }) => headers.authorization),
    asked: tokens.requests.map(({ line, headers }) => [line, headers.authorization]),
  };
}

describe('answers', () => {
  const realm = () => `http://${tokens.host}/token`;

  test.each<[string, () => string | readonly string[], string]>([
    ['a token server', () => `Bearer realm="${realm()}",service="reg"`, '?service=reg'],
    [
      'its scope',
      () => `Bearer realm="${realm()}",service="reg",scope="repository:a:pull"`,
      '?service=reg&scope=repository%3Aa%3Apull',
    ],
    [
      'a realm with a query',
      () => `Bearer realm="${realm()}?account=a%20b&service=own",service="reg"`,
      '?account=a%20b&service=own',
    ],
    ['no service and no scope', () => `Bearer realm="${realm()}"`, ''],
    ['odd case', () => `bEaReR REALM="${realm()}",Service=reg`, '?service=reg'],
    ['Bearer behind Basic in one line', () => `Basic realm="x", Bearer realm="${realm()}"`, ''],
    [
      'Bearer behind others in a header of its own',
      () => ['Negotiate', 'Basic realm="x"', `Bearer realm="${realm()}"`],
      '',
    ],
  ])('%s', async (_, challenge, query) => {
    const { sent, asked } = await visit(challenge());
    expect(asked).toEqual([[`GET /token${query}`, BASIC]]);
    expect(sent).toEqual([undefined, 'Bearer t1']);
  });

  test("the request's scope, and what the challenge wants beyond it", async () => {
    const { asked } = await visit(
      `Bearer realm="${realm()}",scope="repository:b:pull repository:a:pull"`,
      {
        scope: 'repository:a:pull,push',
      },
    );
    expect(asked.map(([line]) => line)).toEqual([
      'GET /token?scope=repository%3Aa%3Apull%2Cpush&scope=repository%3Ab%3Apull',
    ]);
  });

  test.each([
    ['Basic', 'Basic realm="x"'],
    ['Basic without a realm', 'basic'],
    [
      'Basic beside a token server that is not trusted',
      'Bearer realm="https://evil.example/token", Basic realm="x"',
    ],
    ['Basic beside a Bearer without a realm', 'Bearer service="x", Basic realm="x"'],
  ])('%s', async (_, challenge) => {
    const { sent, asked } = await visit(challenge);
    expect([sent, asked]).toEqual([[undefined, BASIC], []]);
  });
});

describe('sends no password', () => {
  test.each([
    ['no challenge', undefined],
    ['a scheme that nobody knows', 'Negotiate'],
    ['Digest', 'Digest realm="x",nonce="y"'],
    ['rubbish', '=,",'],
  ])('for %s', async (_, challenge) => {
    const { error, sent, host } = await visit(challenge);
    expect(sent).toEqual([undefined]);
    expect(error).toMatchObject({
      code: 'protocol',
      message: `"${host}" wants a login and offers none of the ways that Berth knows (Basic and Bearer). Check that it is a registry, and what lies between.`,
    });
  });

  test('to a foreign token server', async () => {
    const foreign = `http://tokens.test:${tokens.host.split(':')[1]}`;
    const { error, sent, asked, host } = await visit(`Bearer realm="${foreign}/token"`);
    expect([sent, asked]).toEqual([[undefined], []]);
    expect(error).toMatchObject({
      code: 'protocol',
      message: `"${host}" names a token server on a foreign host, "${new URL(foreign).host}". The password was not sent there. Put the token server on the registry's own host or domain, with HTTPS where the registry has it.`,
    });
  });

  test('down from HTTPS to HTTP', async () => {
    const { error, sent, asked, host } = await visit(`Bearer realm="http://${tokens.host}/token"`, {
      tls: true,
    });
    expect([sent, asked]).toEqual([[undefined], []]);
    expect(String(error)).toContain(
      `"${host}" names a token server without TLS, "http://${tokens.host}"`,
    );
  });

  test('behind a header without end', async () => {
    const { error, sent } = await visit(`Basic realm="${'x'.repeat(1_000_000)}"`);
    expect(sent).toEqual([undefined]);
    expect(error).toMatchObject({ code: 'protocol', networkCode: 'HPE_HEADER_OVERFLOW' });
  });
});

test('a stranger gets a token for nobody', async () => {
  const registry = await startScriptedServer({
    '/v2/x': ({ headers }) =>
      headers.authorization
        ? {}
        : {
            status: 401,
            headers: { 'www-authenticate': `Bearer realm="http://${tokens.host}/token"` },
          },
  });
  tokens.requests.length = 0;
  const client = new Registry({ server: registry.url });
  stops.push(registry.stop, () => client.close());
  await (await client.request({ method: 'GET', url: '/v2/x', expect: [200] })).discard();
  expect(tokens.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});
