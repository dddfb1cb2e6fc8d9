import { mockServices } from '@backstage/backend-test-utils';
import type { RegistryInput, Status } from '@berth/backstage-plugin-berth-common';
import { NetworkPolicy } from '@berth/registry-client';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { startScriptedServer, type ScriptedServer } from '@berth/test/servers/scripted-server';
import { startTokenServer } from '@berth/test/servers/token-server';
import type { Knex } from 'knex';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { Caller } from '../src/access/caller.ts';
import { CheckLimits } from '../src/check/check-limits.ts';
import { CheckService } from '../src/check/check-service.ts';
import { RegistryChecker } from '../src/check/registry-checker.ts';
import { StatusRecorder } from '../src/check/status-recorder.ts';
import { CredentialService } from '../src/credential/credential-service.ts';
import { HealthTask } from '../src/health/health-task.ts';
import { HostTurns } from '../src/health/host-turns.ts';
import { RegistryService } from '../src/registry/registry-service.ts';
import { Sealer } from '../src/sealing/sealer.ts';
import { claimDueChecks } from '../src/store/due-checks.ts';
import { parseSort } from '../src/store/page.ts';
import { RegistryStore } from '../src/store/registry-store.ts';
import { StatusStore } from '../src/store/status-store.ts';
import type { StatusRow } from '../src/store/stored-status.ts';
import { NOBODY } from '../src/usage/registry-users.ts';
import { databases } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';

const HOUR = 3_600_000;
const caller = new Caller({ ref: 'user:default/admin', kind: 'user', isAdmin: true });
const ANYTHING = { ifMatch: undefined, ifNoneMatch: undefined, caller };
const users = { alice: 's3cret', reader: 's3cret' };
let registry: DockerRegistry;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  registry = await startDockerRegistry({ auth: { kind: 'basic', users } });
  stops.push(() => registry.stop());
});
afterAll(() => Promise.all(stops.map(stop => stop())));

describe.each(databases)('health on %s', database => {
  let knex: Knex;
  let registries: RegistryService;
  let credentials: CredentialService;
  let task: HealthTask;
  let checks: CheckService;

  beforeEach(async () => {
    knex = await migratedDatabase(database);
    const sealer = new Sealer([{ id: 'k1', bytes: new Uint8Array(32).fill(1) }]);
    const network = new NetworkPolicy({ setting: 's', allow: [{ cidr: '127.0.0.1' }] });
    const logger = mockServices.logger.mock();
    const findAnnotated = () => Promise.resolve(NOBODY);
    registries = new RegistryService({
      ...{ knex, sealer, findAnnotated },
      findApps: () => Promise.resolve([]),
    });
    credentials = new CredentialService({ knex, sealer });
    const checker = new RegistryChecker({ sealer, network });
    const recorder = new StatusRecorder({ knex, frequency: HOUR, logger });
    const limits = new CheckLimits(knex);
    task = new HealthTask({
      knex,
      turns: new HostTurns({ knex, checker, recorder, limits, logger }),
    });
    checks = new CheckService({ knex, sealer, registries, checker, recorder, limits });
  });
  afterEach(() => knex.destroy());

  async function add(name: string, options: Partial<RegistryInput> & { password?: string } = {}) {
    const { password = 's3cret', ...input } = options;
    const pullCredential = { name, kind: 'password', username: 'alice', password } as const;
    const entry = { server: registry.url, connection: 'insecure', pullCredential } as const;
    const how = { ...ANYTHING, force: true };
    return (await registries.put(name, { ...entry, ...input }, how)).registry;
  }

  async function addPublic(name: string, { url: server }: ScriptedServer) {
    const entry = { server, connection: 'insecure' } as const;
    return (await registries.put(name, entry, ANYTHING)).registry;
  }

  function run(): Promise<void> {
    return task.run(new AbortController().signal);
  }

  async function statusOf(id: string): Promise<Status | undefined> {
    return (await new StatusStore(knex).findByIds([id])).get(id)?.status;
  }

  async function rowOf(id: string): Promise<StatusRow> {
    const row = await knex<StatusRow>('registry_status').where({ registry_id: id }).first();
    if (row === undefined) throw new Error('There is no row.');
    return row;
  }

  async function history(id: string): Promise<readonly string[]> {
    const rows = await knex<{ code: string; registry_id: string; at: string }>('status_history')
      .where({ registry_id: id })
      .orderBy('at');
    return rows.map(({ code }) => code);
  }

  async function told(id: string): Promise<readonly (string | null)[]> {
    const past = knex<{ cause: string | null; registry_id: string; at: string }>('status_history');
    return (await past.where({ registry_id: id }).orderBy('at')).map(({ cause }) => cause);
  }

  function minutesUntilNext({ next_check_at: at }: StatusRow): number {
    return (Date.parse(at ?? '') - Date.now()) / 60_000;
  }

  test('a new registry is checked by the next run, and again in an hour or so', async () => {
    const { id } = await add('new');
    await run();
    expect(await statusOf(id)).toMatchObject({ code: 'OK', proven: ['endpoint', 'identity'] });
    const minutes = minutesUntilNext(await rowOf(id));
    expect(minutes).toBeGreaterThan(53);
    expect(minutes).toBeLessThan(67);

    await registry.forget();
    await run();
    expect(await registry.requests()).toEqual([]);
  });

  test('a status keeps its beginning while it stays, and its changes are kept', async () => {
    const { id } = await add('changing');
    await run();
    const first = await statusOf(id);
    await new StatusStore(knex).setDue([id]);
    await run();
    const second = await statusOf(id);
    expect(second?.since).toBe(first?.since);
    expect(second?.checkedAt).not.toBe(first?.checkedAt);
    await add('changing', { password: 'wrong' });
    await run();
    expect((await statusOf(id))?.since).not.toBe(first?.since);
    await add('changing');
    await run();
    expect(await history(id)).toEqual(['OK', 'INVALID', 'OK']);
  });

  test('the worst are listed first, as soon as a check has found them', async () => {
    const listed = async (sort: string) => {
      const page = { sort: parseSort(sort), limit: 20, cursor: undefined, filters: {} };
      const { items } = await new RegistryStore(knex).list({ readable: 'all' }, page);
      return items.map(({ name }) => name);
    };
    await add('fine');
    await add('wrong', { password: 'wrong' });
    await run();
    await add('new');
    expect(await listed('status')).toEqual(['wrong', 'new', 'fine']);
    await add('wrong');
    await add('fine', { password: 'wrong' });
    await run();
    expect((await listed('status'))[0]).toBe('fine');
    expect((await listed('-status')).at(-1)).toBe('fine');
  });

  test('a login ends when its credential does, also when that is entered later', async () => {
    const { id } = await add('ending');
    await run();
    expect((await rowOf(id)).ends_at).toBeNull();
    const end = '2040-01-01T00:00:00.000Z';
    const input = { kind: 'password', username: 'alice', expiresAt: end } as const;
    await credentials.put('ending', input, ANYTHING);
    expect((await rowOf(id)).ends_at).toBe(end);
    await run();
    expect((await rowOf(id)).ends_at).toBe(end);
    await credentials.put('ending', { ...input, expiresAt: '2041-01-01T00:00:00.000Z' }, ANYTHING);
    expect((await rowOf(id)).ends_at).toBe('2041-01-01T00:00:00.000Z');
  });

  test('the end of a credential that is gone goes with it, whether it is checked or not', async () => {
    const endless = { kind: 'password', username: 'alice' } as const;
    const end = { expiresAt: '2040-01-01T00:00:00.000Z' };
    const ends = { expires_at: end.expiresAt, ends_at: end.expiresAt };
    const nothing = { expires_at: null, expiring_at: null, ends_at: null };
    const entered = { ...endless, name: 'ending', password: 's3cret', ...end };
    const { id } = await add('ending', { pullCredential: entered });
    await run();
    expect(await rowOf(id)).toMatchObject(ends);
    await credentials.put('ending', endless, ANYTHING);
    expect(await rowOf(id)).toMatchObject(nothing);
    await run();
    await credentials.put('ending', { ...endless, ...end }, ANYTHING);
    await run();
    expect(await rowOf(id)).toMatchObject(ends);
    const entry = { server: registry.url, connection: 'insecure', disabled: true } as const;
    await registries.put('ending', entry, { ...ANYTHING, force: true });
    expect(await rowOf(id)).toMatchObject(nothing);
    await run();
    expect(await rowOf(id)).toMatchObject(nothing);
  });

  test('failures in a row put the next check off, and a success ends that', async () => {
    const { id } = await add('failing', { password: 'wrong' });
    const next: number[] = [];
    for (let failures = 1; failures <= 3; failures++) {
      await knex('registry_status').update({ next_check_at: new Date().toISOString() });
      await run();
      const row = await rowOf(id);
      expect(row.failures).toBe(failures);
      next.push(minutesUntilNext(row) / 60);
    }
    for (const [at, hours] of [2, 4, 8].entries()) {
      expect(next[at]).toBeGreaterThan(hours * 0.89);
      expect(next[at]).toBeLessThan(hours * 1.11);
    }
    await add('failing');
    await run();
    expect((await rowOf(id)).failures).toBe(0);
  });

  test('a new title neither forgets the repository nor ends the waiting', async () => {
    const { id } = await add('told', { password: 'wrong' });
    await run();
    await knex('registry_status').update({ repository: 'acme/api' });
    const before = await rowOf(id);
    expect(before.failures).toBe(1);
    await add('told', { password: 'wrong', title: 'Another', owner: 'group:default/a' });
    expect(await rowOf(id)).toEqual(before);
    const told = { title: 'Another', description: 'One', owner: 'group:default/a' };
    await credentials.put('told', { kind: 'password', username: 'alice', ...told }, ANYTHING);
    expect(await rowOf(id)).toEqual(before);
    await add('told', { password: 'wrong', connection: 'secure', server: registry.host });
    expect(await rowOf(id)).toMatchObject({ repository: null, failures: 0 });
  });

  test('a changed credential has all its registries checked', async () => {
    const { id } = await add('one');
    const { id: other } = await add('two', { pullCredential: 'one' });
    await run();
    const wrong = { name: 'one', kind: 'password', username: 'alice', password: 'wrong' } as const;
    await add('one', { pullCredential: wrong });
    await run();
    const codes = async () => [(await statusOf(id))?.code, (await statusOf(other))?.code];
    expect(await codes()).toEqual(['INVALID', 'INVALID']);

    const right = { kind: 'password', username: 'alice', password: 's3cret' } as const;
    await credentials.put('one', { ...right, hosts: [registry.host] }, ANYTHING);
    await run();
    expect(await codes()).toEqual(['OK', 'OK']);
  });

  test('an end comes without any request', async () => {
    const { id } = await add('ending');
    await run();
    await registry.forget();
    const ends = { expires_at: new Date(Date.now() + HOUR).toISOString() };
    await knex('registry_status').update({ ...ends, expiring_at: new Date().toISOString() });
    await run();
    expect(await statusOf(id)).toMatchObject({
      code: 'EXPIRING',
      cause: `The login ends at ${ends.expires_at}.`,
      nextStep: 'Enter a new secret before that.',
      proven: ['endpoint', 'identity'],
    });
    const ended = new Date(Date.now() - 1).toISOString();
    await knex('registry_status').update({
      ...{ expires_at: ended, checked_at: new Date(Date.now() - HOUR).toISOString() },
    });
    await run();
    await run();
    expect(await statusOf(id)).toMatchObject({
      code: 'EXPIRED',
      cause: `The login ended at ${ended}.`,
    });
    expect(await history(id)).toEqual(['OK', 'EXPIRING', 'EXPIRED']);
    expect(await registry.requests()).toEqual([]);
  });

  test('a login that is accepted after its end has a wrong date, and stays so', async () => {
    const { id } = await add('wrong-date', {
      pullCredential: {
        ...{ name: 'c', kind: 'password', username: 'alice', password: 's3cret' },
        expiresAt: '2026-01-01T00:00:00.000Z',
      },
    });
    await run();
    await run();
    expect((await statusOf(id))?.code).toBe('EXPIRING');
    expect(await history(id)).toEqual(['EXPIRING']);
  });

  test('a repository that was proven once is tried again each time', async () => {
    const tokens = await startTokenServer({ users });
    const bearer = await startDockerRegistry({ auth: { kind: 'token', server: tokens } });
    stops.push(
      () => bearer.stop(),
      () => tokens.stop(),
    );
    const { id } = await add('with-repository', { server: bearer.url });
    await run();
    const known = { repository: 'acme/api', next_check_at: new Date().toISOString() };
    await knex('registry_status').update(known);
    await bearer.forget();
    await run();
    expect(await bearer.requests()).toContain('GET /v2/acme/api/tags/list?n=1 404');
    expect((await rowOf(id)).repository).toBe('acme/api');
    await add('with-repository', { server: registry.url });
    expect((await rowOf(id)).repository).toBeNull();
  });

  /** A run with a repository that was proven once. */
  async function runWith(repository: string): Promise<void> {
    const now = new Date().toISOString();
    await knex('registry_status').update({ repository, next_check_at: now });
    await run();
  }

  test('a repository that is refused is told until it is pulled again, where the login is proven', async () => {
    // As Harbor and others do for a repository that was deleted: it may not be pulled.
    let tags: { readonly status?: number; readonly body?: string } = { status: 403 };
    const server = await scripted({
      '*': ({ headers, line }) => {
        if (headers.authorization === undefined) {
          return { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } };
        }
        return line.includes('/tags/') ? tags : { body: '{}' };
      },
    });
    const { id } = await add('deleted', { server: server.url });
    await run();
    const refused = {
      ...{ code: 'OK', proven: ['endpoint', 'identity'] },
      cause:
        'The repository "acme/gone" was pulled before, and is refused now. The login itself is proven.',
      nextStep: 'Allow pulling it again, or check with another repository.',
    };
    await runWith('acme/gone');
    const { since } = (await statusOf(id)) ?? {};
    await runWith('acme/gone');
    expect(await statusOf(id)).toMatchObject({ ...refused, since });
    expect(await rowOf(id)).toMatchObject({ repository: 'acme/gone', failures: 0 });
    tags = { body: '{"name":"acme/gone","tags":["1"]}' };
    await runWith('acme/gone');
    expect(await statusOf(id)).toMatchObject({
      proven: ['endpoint', 'pull:acme/gone', 'identity'],
    });
    expect(await statusOf(id)).not.toHaveProperty('cause');
    expect(await told(id)).toEqual([null, refused.cause, null]);

    // A check that leaves it out forgets it only while it is refused.
    await checks.checkStored('deleted', {}, caller);
    expect(await rowOf(id)).toMatchObject({ cause: null, repository: 'acme/gone' });
    tags = { status: 403 };
    await runWith('acme/gone');
    await checks.checkStored('deleted', {}, caller);
    expect(await rowOf(id)).toMatchObject({ cause: null, repository: null });
    await run();
    expect(await statusOf(id)).not.toHaveProperty('cause');
  });

  test('nor is a public registry ill without it', async () => {
    const server = await scripted({ '/v2/': [{ body: '{}' }], '*': [{ status: 403 }] });
    const { id } = await addPublic('public', server);
    await runWith('acme/gone');
    expect(await statusOf(id)).toMatchObject({
      ...{ code: 'PUBLIC', proven: ['endpoint'] },
      cause: 'The repository "acme/gone" was pulled before, and is refused now.',
    });
    expect((await rowOf(id)).repository).toBe('acme/gone');
  });

  test('where nothing else proves the login, it is kept, and how to replace it is told', async () => {
    // Tokens for everybody, which say nothing to anybody but the registry.
    const server = await scripted({
      '/token': [{ body: '{"token":"opaque"}' }],
      '/v2/': ({ headers: { authorization, host } }) =>
        authorization === undefined
          ? { status: 401, headers: { 'www-authenticate': `Bearer realm="http://${host}/token"` } }
          : { body: '{}' },
      '*': [{ status: 403 }],
    });
    const { id } = await add('unclear', { server: server.url });
    await runWith('acme/gone');
    const status = await statusOf(id);
    expect(status?.code).toBe('INSUFFICIENT_SCOPE');
    expect(status?.nextStep).toMatch(/\. If the repository is gone, check with another one\.$/);
    expect((await rowOf(id)).repository).toBe('acme/gone');
  });

  test('one that was proven meanwhile is not forgotten for another', async () => {
    let other = (): Promise<unknown> => Promise.resolve();
    const server = await scripted({
      '/v2/': [{ body: '{}' }],
      '/v2/acme/gone/tags/list': () => {
        void other();
        return { status: 403, delay: 200 };
      },
    });
    const { id } = await addPublic('meanwhile', server);
    other = () => knex('registry_status').update({ repository: 'acme/api' }).then();
    await runWith('acme/gone');
    expect((await rowOf(id)).repository).toBe('acme/api');
  });

  test('a check of one of two logins is remembered, and does not end the waiting for the other', async () => {
    const server = await scripted({
      '*': ({ headers, line }) =>
        headers.authorization === undefined
          ? { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }
          : { body: line.includes('/tags/') ? '{"name":"acme/api","tags":["1"]}' : '{}' },
    });
    const push = { name: 'push', kind: 'password', username: 'alice', password: 'other' } as const;
    const { id } = await add('two', { server: server.url, pushCredential: push });
    await run();
    await knex('registry_status').update({ failures: 4 });
    const proof = { purpose: 'pull', repository: 'acme/api' } as const;
    const { status } = await checks.checkStored('two', proof, caller);
    expect(status.proven).toContain('pull:acme/api');
    const row = await rowOf(id);
    expect(row).toMatchObject({ repository: 'acme/api', failures: 4 });
    expect(minutesUntilNext(row)).toBeLessThanOrEqual(0);
    await checks.checkStored('two', { purpose: 'push' }, caller);
    expect((await rowOf(id)).repository).toBe('acme/api');
    await run();
    const proven = ['endpoint', 'pull:acme/api', 'identity'];
    expect(await statusOf(id)).toMatchObject({ code: 'OK', proven });
  });

  test('two logins have the status of the worse', async () => {
    const { id } = await add('two-logins', {
      pushCredential: { name: 'p', kind: 'password', username: 'alice', password: 'wrong' },
    });
    await run();
    expect(await statusOf(id)).toMatchObject({
      code: 'INVALID',
      cause: `Of the login to push: "${registry.host}" refused the user name or the password (401, UNAUTHORIZED).`,
      proven: ['endpoint', 'identity'],
    });
  });

  test('a secret is sent nowhere but where it was entered for, whatever the database says', async () => {
    const other = await scripted({
      '*': [{ status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }],
    });
    const { id } = await add('moved');
    await knex('registries').update({ server: other.url, host: other.host });
    await run();
    expect((await statusOf(id))?.code).toBe('INVALID');
    expect(other.requests).toEqual([]);
  });

  test('what is disabled is left alone', async () => {
    const { id } = await add('disabled', { disabled: true });
    await run();
    expect(await statusOf(id)).toBeUndefined();
  });

  test('what was claimed belongs to one, until the lease ends', async () => {
    const ids = await Promise.all(['a', 'b', 'c'].map(async name => (await add(name)).id));
    const now = new Date().toISOString();
    const leaseUntil = new Date(Date.now() + HOUR).toISOString();
    const claims = await Promise.all(
      [1, 2, 3, 4].map(() => claimDueChecks(knex, { now, leaseUntil, limit: 2 })),
    );
    expect(claims.flat().sort()).toEqual(ids.sort());
    expect(await claimDueChecks(knex, { now: leaseUntil, leaseUntil, limit: 2 })).toHaveLength(2);
  });

  test('the last quarter counts from the secret, whatever else was changed since', async () => {
    const { id } = await add('short');
    const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
    // 20 hours of a day are over; since the title was changed, it is one hour of five.
    const change = { secret_changed_at: ago(20), updated_at: ago(1), expires_at: ago(-4) };
    await knex('credentials').where({ name: 'short' }).update(change);
    await run();
    expect((await statusOf(id))?.code).toBe('EXPIRING');
    await add('short', { password: 'wrong' });
    await add('short');
    const entered = await knex('credentials')
      .where({ name: 'short' })
      .pluck<string[]>('secret_changed_at');
    expect(entered).not.toEqual([change.secret_changed_at]);
    await knex('credentials')
      .where({ name: 'short' })
      .update({ expires_at: ago(-4) });
    await run();
    expect((await statusOf(id))?.code).toBe('OK');
  });

  test('two runs at once check each registry once', async () => {
    const server = await scripted({
      '*': ({ headers }) =>
        headers.authorization === undefined
          ? { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }
          : { body: '{}', delay: 20 },
    });
    for (let count = 0; count < 20; count++) {
      const credential = {
        name: `bot-${count}`,
        kind: 'password',
        username: `u-${count}`,
      } as const;
      const pullCredential = { ...credential, password: 's3cret' };
      await add(`r-${count}`, { server: server.url, pullCredential });
    }
    await Promise.all([run(), run(), run()]);
    const logins = server.requests.flatMap(({ headers }) => headers.authorization ?? []);
    expect(logins).toHaveLength(20);
    expect(new Set(logins).size).toBe(20);
  });

  /** Refuses all logins, and tells how many were tried at once. */
  async function startRefusing() {
    let open = 0;
    let most = 0;
    const server = await scripted({
      '*': ({ headers }) => {
        if (headers.authorization !== undefined) {
          most = Math.max(most, ++open);
          setTimeout(() => open--, 30);
        }
        const challenge = { 'www-authenticate': 'Basic realm="r"' };
        return { status: 401, headers: challenge, delay: 20 };
      },
    });
    const logins = () => server.requests.filter(({ headers }) => headers.authorization);
    return { server, logins, mostAtOnce: () => most };
  }

  async function addMany(count: number, url: string, ownCredentials: boolean): Promise<void> {
    for (let at = 0; at < count; at++) {
      const own = { name: `own-${at}`, kind: 'password', username: `u-${at}`, password: 'p' };
      const pullCredential = (ownCredentials || at === 0 ? own : 'own-0') as string;
      await add(`many-${at}`, { server: url, pullCredential });
    }
  }

  async function codes(): Promise<readonly (string | null)[]> {
    const rows = await knex<StatusRow>('registry_status').whereNotNull('checked_at');
    return rows.map(({ code }) => code);
  }

  test('a login that a host has refused is not tried there again for others in the same run', async () => {
    const { server, logins } = await startRefusing();
    await addMany(20, server.url, false);
    await run();
    expect(await codes()).toEqual(Array<string>(20).fill('INVALID'));
    expect(logins()).toHaveLength(1);
    await knex('registry_status').update({ next_check_at: new Date().toISOString() });
    await run();
    expect(logins()).toHaveLength(2);
  });

  test('a host that nobody reaches is asked once in a run, and each login keeps its own end', async () => {
    const server = await scripted({ '*': [{ status: 500 }] });
    const ends = { 'own-1': '2036-01-01T00:00:00.000Z', 'own-2': '2037-01-01T00:00:00.000Z' };
    for (const [name, expiresAt] of Object.entries(ends)) {
      const login = {
        name,
        kind: 'password',
        username: 'alice',
        password: 'p',
        expiresAt,
      } as const;
      await add(name, { server: server.url, pullCredential: login });
    }
    await run();
    const asked = server.requests.length;
    const rows = await knex<StatusRow>('registry_status').orderBy('expires_at');
    const [first] = rows;
    expect(rows.map(row => row.code)).toEqual(['UNREACHABLE', 'UNREACHABLE']);
    expect(rows.map(row => row.expires_at)).toEqual(Object.values(ends));
    await knex('registry_status')
      .where({ registry_id: first?.registry_id })
      .update({ next_check_at: new Date().toISOString() });
    await run();
    expect(server.requests).toHaveLength(2 * asked);
  });

  test("one login's limit is not the status of others, which wait for as long", async () => {
    const limited = `Basic ${Buffer.from('u-0:p').toString('base64')}`;
    const server = await scripted({
      '*': ({ headers: { authorization } }) => {
        if (authorization === limited) return { status: 429, headers: { 'retry-after': '600' } };
        return authorization === undefined
          ? { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }
          : { body: '{}' };
      },
    });
    await addMany(8, server.url, false);
    await knex('registry_status').update({ next_check_at: '2026-01-01T00:00:00.000Z' });
    await add('fine', { server: server.url });
    await add('fine-too', { server: server.url });
    await run();
    expect(await codes()).toEqual(Array<string>(8).fill('RATE_LIMITED'));
    const waiting = await knex<StatusRow>('registry_status').whereNull('checked_at');
    expect(waiting).toHaveLength(2);
    for (const row of waiting) {
      expect(minutesUntilNext(row)).toBeGreaterThan(9);
      expect(minutesUntilNext(row)).toBeLessThanOrEqual(10);
    }
    const logins = server.requests.filter(({ headers }) => headers.authorization);
    expect(logins).toHaveLength(1);
    await knex('registry_status')
      .whereNull('checked_at')
      .update({ next_check_at: new Date().toISOString() });
    await run();
    expect((await codes()).filter(code => code === 'OK')).toHaveLength(2);
  });

  test('a host is asked by one at a time, and by thirty in a minute', async () => {
    const { server, logins, mostAtOnce } = await startRefusing();
    const minute = new Date('2027-06-01T12:00:00.000Z');
    vi.useFakeTimers({ toFake: ['Date'], now: minute });
    onTestFinished(() => void vi.useRealTimers());
    await addMany(40, server.url, true);
    const { id: elsewhere } = await add('elsewhere');
    await run();
    expect((await statusOf(elsewhere))?.code).toBe('OK');
    expect(logins()).toHaveLength(30);
    expect(mostAtOnce()).toBe(1);
    const waiting = await knex<StatusRow>('registry_status').whereNull('checked_at');
    const next = new Date(minute.getTime() + 60_000);
    expect(waiting.map(row => row.next_check_at)).toEqual(
      Array<string>(10).fill(next.toISOString()),
    );
    await run();
    expect(logins()).toHaveLength(30);
    vi.setSystemTime(next);
    await run();
    expect(logins()).toHaveLength(40);
    expect((await codes()).filter(code => code === 'INVALID')).toHaveLength(40);
  });

  test('a run ends when it is told to, and what it left is due again', async () => {
    const silent = await scripted({ '*': ['silence'] });
    const { id } = await add('silent', { server: silent.url });
    const stop = new AbortController();
    const running = task.run(stop.signal);
    while (silent.requests.length === 0) await new Promise(resolve => setTimeout(resolve, 10));
    stop.abort();
    await running;
    expect(await statusOf(id)).toBeUndefined();
    const minutes = minutesUntilNext(await rowOf(id));
    expect(minutes).toBeGreaterThan(4);
    expect(minutes).toBeLessThan(5.1);
  });

  test('what a check says of a registry that has changed meanwhile is forgotten', async () => {
    let answer: (() => void) | undefined;
    const asked = new Promise<void>(resolve => (answer = resolve));
    const slow = await scripted({
      '*': () => {
        answer?.();
        return { status: 500, delay: 300 };
      },
    });
    const { id } = await add('slow', { server: slow.url });
    const running = run();
    await asked;
    await add('slow');
    await running;
    expect(await statusOf(id)).toMatchObject({ code: 'OK' });
    expect(await history(id)).toEqual(['OK']);
  });

  test('one whose title has changed meanwhile is checked again, with its repository', async () => {
    let answer: (() => void) | undefined;
    const asked = new Promise<void>(resolve => (answer = resolve));
    const slow = await scripted({
      '*': () => {
        answer?.();
        return { status: 500, delay: 300 };
      },
    });
    const { id } = await add('slow', { server: slow.url });
    await knex('registry_status').update({ repository: 'acme/api' });
    const running = run();
    await asked;
    await add('slow', { server: slow.url, title: 'Another' });
    await running;
    expect(await rowOf(id)).toMatchObject({ code: 'UNREACHABLE', repository: 'acme/api' });
  });

  test('a registry that goes while it is checked does not disturb the others', async () => {
    const slow = await scripted({ '*': [{ status: 401, delay: 300 }] });
    const { id } = await add('going', { server: slow.url });
    const { id: other } = await add('staying');
    const running = run();
    while (slow.requests.length === 0) await new Promise(resolve => setTimeout(resolve, 10));
    await registries.setDefault('staying', ANYTHING);
    await registries.delete('going', { ...ANYTHING, force: true, deleteCredential: false });
    await running;
    expect(await statusOf(id)).toBeUndefined();
    expect((await statusOf(other))?.code).toBe('OK');
  });

  async function scripted(
    script: Parameters<typeof startScriptedServer>[0],
  ): Promise<ScriptedServer> {
    const server = await startScriptedServer(script);
    stops.push(server.stop);
    return server;
  }
});
