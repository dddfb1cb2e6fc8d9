import type { Check } from '@berth/backstage-plugin-berth-common';
import { startScriptedServer, type ScriptedServer } from '@berth/test/servers/scripted-server';
import { startTinyRegistry, type TinyRegistry } from '@berth/test/servers/tiny-registry';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';

const CANARY = 'canary-52e0-safety';
const user = { username: 'alice', password: CANARY };
let registry: TinyRegistry;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  registry = await startTinyRegistry(user);
  stops.push(() => registry.stop());
});
afterAll(() => Promise.all(stops.map(stop => stop())));

async function scripted(
  script: Parameters<typeof startScriptedServer>[0],
): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  stops.push(server.stop);
  return server;
}

function portOf({ host }: { readonly host: string }): number {
  return Number(host.split(':')[1]);
}

function draft(server: string) {
  return {
    server,
    connection: 'insecure',
    pullCredential: { name: 'bot', kind: 'password', ...user },
  };
}

const PRIVATE = 'is not on the internet, but in a private or reserved network.';
const METADATA = 'is where clouds keep the keys of their machines, which is never asked.';

describe('a check goes', () => {
  let berth: BerthBackend | undefined;
  afterEach(() => berth?.stop());

  async function check(server: string, allow?: readonly object[]): Promise<Check> {
    const config = allow === undefined ? {} : { network: { allow: [...allow] } };
    berth = await startBerth({ database: newDatabase('SQLite'), config });
    const answer = await berth.post('/checks', { registry: draft(server) }).expect(200);
    expect(answer.text).not.toContain(CANARY);
    return answer.body as Check;
  }

  test('to this machine where the configuration allows it', async () => {
    const allow = [{ host: '127.0.0.1', port: portOf(registry) }];
    expect((await check(registry.url, allow)).status.code).toBe('OK');
  });

  test.each([
    ['127.0.0.1', PRIVATE],
    ['localhost', PRIVATE],
    ['2130706433', PRIVATE],
    ['0x7f.1', PRIVATE],
    ['0.0.0.0', PRIVATE],
    ['[::ffff:7f00:1]', PRIVATE],
    ['169.254.169.254', METADATA],
    ['metadata.google.internal', METADATA],
  ])('nowhere near %s without that', async (host, why) => {
    const server = await scripted({ '*': [{ body: CANARY }] });
    const { status, steps } = await check(`http://${host}:${portOf(server)}`);
    expect(status.code).toBe('UNREACHABLE');
    expect(status.cause).toContain(why);
    expect(steps).toEqual([{ step: 'endpoint', outcome: 'failed' }]);
    expect(server.requests).toEqual([]);
  });

  test('to metadata never, whatever is allowed', async () => {
    const { status } = await check('http://169.254.169.254', [{ cidr: '0.0.0.0/0' }]);
    expect(status.cause).toContain(METADATA);
  });

  test('after no redirect to where it may not', async () => {
    const secret = await scripted({ '*': [{ body: CANARY }] });
    for (const location of ['http://169.254.169.254/latest/', `${secret.url}/v2/`]) {
      const server = await scripted({ '*': [{ status: 302, headers: { location } }] });
      const { status } = await check(server.url, [{ cidr: '127.0.0.1', port: portOf(server) }]);
      expect(status.code).toBe('UNREACHABLE');
      expect(server.lines()).toEqual(['GET /v2/']);
      await berth?.stop();
    }
    expect(secret.requests).toEqual([]);
    berth = undefined;
  });

  test.each([
    'http://169.254.169.254/token',
    'http://10.0.0.1/token',
    'http://tokens.example/token',
  ])('with no password to a token server at %s', async realm => {
    const challenge = `Bearer realm="${realm}",service="r"`;
    const server = await scripted({
      '*': [{ status: 401, headers: { 'www-authenticate': challenge } }],
    });
    const { status } = await check(server.url, [{ cidr: '127.0.0.1' }, { cidr: '10.0.0.0/8' }]);
    expect(status.code).toBe('UNREACHABLE');
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('and brings nothing back of what a server says', async () => {
    const text = 'internal-page-of-a-server';
    for (const status of [200, 400, 403, 404, 500]) {
      const server = await scripted({
        '*': [{ status, headers: { 'x-internal': text }, body: `{"errors":[{"code":"${text}"}]}` }],
      });
      const found = await check(server.url, [{ cidr: '127.0.0.1' }]);
      expect(JSON.stringify(found)).not.toContain(text);
      await berth?.stop();
    }
    berth = undefined;
  });

  test('nowhere for a plugin whose network is written wrong', async () => {
    const config = { network: { allow: [{ cidr: '10.0.0.0/99' }] } };
    await expect(startBerth({ database: newDatabase('SQLite'), config })).rejects.toThrow(
      '"10.0.0.0/99" is no range of addresses',
    );
  });
});

describe.each(databases)('who may check, on %s', database => {
  let berth: BerthBackend;
  const pullCredential = { name: 'jane-bot', kind: 'password', ...user };
  const entry = () => ({ server: registry.url, connection: 'insecure' });

  beforeAll(async () => {
    const config = { network: { allow: [{ cidr: '127.0.0.1' }] } };
    berth = await startBerth({ database: newDatabase(database), config });
    const owner = { owner: 'group:default/payments' };
    await berth.put('/registries/janes', {
      ...{ ...entry(), ...owner },
      pullCredential: { ...pullCredential, ...owner },
    });
    await berth.put('/registries/johns', {
      ...{ ...entry(), owner: 'group:default/search' },
      pullCredential: { ...pullCredential, name: 'john-bot', owner: 'group:default/search' },
    });
  });
  afterAll(() => berth.stop());

  test('a stored login: its owner and admins', async () => {
    const path = '/registries/janes/checks';
    await berth.post(path, {}).expect(200);
    await berth.post(path, {}, { as: 'jane' }).expect(200);
    const refused = await berth.post(path, {}, { as: 'john' }).expect(403);
    expect(errorOf(refused)).toMatchObject({
      message:
        'You may not check the registry "janes". Ask its owner or an admin of Berth, or for the permission "berth.registry.check".',
    });
    await berth.post(path, {}, { as: 'service' }).expect(403);
    await berth.post(path, {}, { as: 'nobody' }).expect(401);
    await berth.post('/registries/nothing/checks', {}, { as: 'jane' }).expect(404);
  });

  test('an entry that is not saved: who may save it', async () => {
    const registry = { ...entry(), name: 'janes', pullCredential: 'jane-bot' };
    await berth.post('/checks', { registry }).expect(200);
    await berth.post('/checks', { registry }, { as: 'jane' }).expect(200);
    await berth.post('/checks', { registry }, { as: 'service' }).expect(403);
    await berth.post('/checks', { registry }, { as: 'nobody' }).expect(401);
    // Another's, none, and no name at all are one and the same.
    const answers = [];
    for (const name of ['janes', 'nothing', undefined]) {
      const asked = { registry: { ...registry, name } };
      answers.push(errorOf(await berth.post('/checks', asked, { as: 'john' }).expect(403)));
    }
    expect(new Set(answers.map(error => JSON.stringify(error))).size).toBe(1);
  });

  test("nobody learns of another's credential, or uses it", async () => {
    const errors = [];
    for (const name of ['john-bot', 'no-such-bot']) {
      const registry = { ...entry(), name: 'janes', pullCredential: name };
      const answer = await berth.post('/checks', { registry }, { as: 'jane' }).expect(400);
      errors.push(errorOf(answer)['message']);
    }
    expect(errors).toEqual([
      'There is no credential "john-bot" that you may use. Check its name, or ask its owner.',
      'There is no credential "no-such-bot" that you may use. Check its name, or ask its owner.',
    ]);
  });

  test('a stored secret goes to no other host', async () => {
    const other = await scripted({
      '*': [{ status: 401, headers: { 'www-authenticate': 'Basic' } }],
    });
    const changes = [
      { server: other.url },
      // A secret that is left out is the one that is stored.
      {
        server: other.url,
        pullCredential: { name: 'jane-bot', kind: 'password', username: 'alice' },
      },
    ];
    for (const change of changes) {
      const registry = { ...entry(), name: 'janes', pullCredential: 'jane-bot', ...change };
      const answer = await berth.post('/checks', { registry }, { as: 'jane' }).expect(400);
      expect(errorOf(answer)).toMatchObject({
        field: 'pullCredential',
        message: `The secret of "jane-bot" was not entered for ${other.host} with the connection "insecure". Give "pullCredential" as an object with its "password".`,
      });
    }
    expect(other.requests).toEqual([]);
  });

  test('a body that is too large is not read', async () => {
    const registry = { ...entry(), description: 'x'.repeat(600_000) };
    await berth.post('/checks', { registry }).expect(413);
  });
});

describe('too many checks', () => {
  const stopping: BerthBackend[] = [];
  afterEach(() => Promise.all(stopping.splice(0).map(berth => berth.stop())));

  async function start(database: ReturnType<typeof newDatabase>): Promise<BerthBackend> {
    const config = { network: { allow: [{ cidr: '127.0.0.1' }] } };
    const berth = await startBerth({ database, config });
    stopping.push(berth);
    return berth;
  }

  /** Asks until somebody has had enough; in a minute that ends meanwhile, counting begins anew. */
  async function askTill429(berths: readonly BerthBackend[], as: 'jane' | 'john') {
    for (let asked = 1; asked <= 61; asked++) {
      const berth = berths[asked % berths.length] ?? stopping[0];
      const answer = await berth?.post('/registries/nothing/checks', {}, { as });
      if (answer?.status === 429) return { asked, answer };
      expect(answer?.status).toBe(404);
    }
    throw new Error('Nobody has had enough.');
  }

  test.each(databases)('of one caller are refused for a while, on %s', async database => {
    const shared = newDatabase(database);
    const first = await start(shared);
    const both = database === 'SQLite' ? [first] : [first, await start(shared)];
    const { asked, answer } = await askTill429(both, 'jane');
    expect(asked).toBeGreaterThan(30);
    const seconds = Number(answer.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(errorOf(answer)).toMatchObject({
      name: 'TooManyRequestsError',
      message: `You have checked more than 30 times in a minute. Try again in ${seconds} seconds.`,
    });
    await first.post('/registries/nothing/checks', {}, { as: 'john' }).expect(404);
  });
});
