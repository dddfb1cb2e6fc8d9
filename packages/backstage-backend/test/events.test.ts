import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import type { Event, EventList } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { EventStore } from '../src/store/event-store.ts';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { captureLog } from './captured-log.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';
import { migratedDatabase } from './migrated-database.ts';

const BOT = { kind: 'password', username: 'bot', password: 'one' };
const FINGERPRINT = /^fingerprint test:[0-9a-f]{16}$/;

describe.each(databases)('events on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    berth = await startBerth({ database: newDatabase(database) });
    await berth.put('/registries/base', { server: 'quay.io' }).expect(201);
  });
  afterAll(() => berth.stop());

  async function events(query: string): Promise<readonly Event[]> {
    const { body } = await berth.get(`/events?${query}`).expect(200);
    const { items, totalItems, pageInfo } = body as EventList;
    if (pageInfo.nextCursor === undefined) expect(totalItems).toBe(items.length);
    return items;
  }

  test('each change is kept with who, what and how it was before', async () => {
    const pullCredential = { name: 'bot', ...BOT };
    const owner = 'group:default/payments';
    await berth.put('/registries/r', { server: 'ghcr.io', owner, pullCredential }).expect(201);
    const changed = { server: 'ghcr.io', owner, purposes: ['push', 'pull'] };
    await berth.put('/registries/r', changed, { as: 'jane' }).expect(200);
    await berth.put('/default-registry', { registry: 'r' }).expect(200);
    await berth.put('/default-registry', { registry: 'base' }).expect(200);
    await berth.delete('/registries/r', { as: 'jane' }).expect(200);
    const told = (await events('registry=r&sort=at')).map(event => {
      const { action, actor, actorKind, target, outcome, changes } = event;
      expect(Date.parse(event.at)).toBeLessThanOrEqual(Date.now());
      return [`${action} ${actor} ${actorKind} ${target} ${outcome}`, changes];
    });
    const by = (name: string) => `user:default/${name} user registry:r succeeded`;
    const state = {
      ...{ connection: 'secure', default: 'false', disabled: 'false', labels: '{}' },
      ...{ management: 'user', owner, provider: 'ghcr', pullCredential: 'bot' },
      ...{ purposes: '["pull"]', scope: '[]', server: 'ghcr.io' },
    };
    expect(told).toEqual([
      [
        `registry.create ${by('admin')}`,
        Object.entries(state).map(([field, after]) => ({ field, after })),
      ],
      [
        `registry.update ${by('jane')}`,
        [
          { field: 'pullCredential', before: 'bot' },
          { field: 'purposes', before: '["pull"]', after: '["pull","push"]' },
        ],
      ],
      [`registry.update ${by('admin')}`, [{ field: 'default', before: 'false', after: 'true' }]],
      [`registry.update ${by('admin')}`, [{ field: 'default', before: 'true', after: 'false' }]],
      [
        `registry.delete ${by('jane')}`,
        expect.arrayContaining([{ field: 'server', before: 'ghcr.io' }]),
      ],
    ]);
  });

  test('a secret is kept by its fingerprint, which says whether it is the same', async () => {
    const put = (password: string) =>
      berth.put('/credentials/secret', { ...BOT, password, hosts: ['ghcr.io'] });
    for (const password of ['one', 'two', 'two', 'one']) await put(password);
    const other = { ...BOT, hosts: ['ghcr.io'] };
    await berth.put('/credentials/other', other).expect(201);
    const changes = (await events('credential=secret&sort=at')).map(event =>
      event.changes.find(({ field }) => field === 'password'),
    );
    const [one, two] = [changes[0]?.after, changes[1]?.after];
    expect(one).toMatch(FINGERPRINT);
    expect(two).toMatch(FINGERPRINT);
    expect(changes).toEqual([
      { field: 'password', after: one },
      { field: 'password', before: one, after: two },
      { field: 'password', before: two, after: one },
    ]);
    const [elsewhere] = await events('credential=other');
    expect(JSON.stringify(elsewhere)).not.toContain(one);
  });

  test('what is deleted with its registry is kept, and found by id still', async () => {
    const pullCredential = { name: 'gone-bot', ...BOT };
    await berth.put('/registries/gone', { server: 'ghcr.io', pullCredential }).expect(201);
    const { body } = await berth.get('/credentials/gone-bot').expect(200);
    const { id } = body as { readonly id: string };
    await berth.delete('/registries/gone?deleteCredential=true').expect(200);
    const actions = (await events(`credential=${id}`)).map(({ action }) => action);
    expect(actions).toEqual(['credential.delete', 'credential.create']);
  });

  test('a reason is kept with the change, and with nothing else', async () => {
    const reason = 'The registry is down for the night.';
    const bot = { name: 'why-bot', ...BOT };
    const body = { server: 'ghcr.io', pullCredential: bot };
    const put = (input: object) => berth.put('/registries/why', { ...body, ...input });
    const first = await put({ reason }).expect(201);
    expect(first.text).not.toContain(reason);
    expect((await put({ reason: 'Nothing changes.' }).expect(200)).body).toMatchObject({
      updatedAt: (first.body as { readonly updatedAt: string }).updatedAt,
    });
    await put({ pullCredential: { ...bot, password: 'two' }, reason: 'New.' }).expect(200);
    await put({ title: 'Without' }).expect(200);
    const reasons = async (query: string) =>
      (await events(`${query}&sort=at`)).map(event => [event.action, event.reason]);
    expect(await reasons('registry=why')).toEqual([
      ['registry.create', reason],
      ['registry.update', undefined],
    ]);
    expect(await reasons('credential=why-bot')).toEqual([
      ['credential.create', reason],
      ['credential.update', 'New.'],
      ['credential.update', undefined],
    ]);
    const secret = { ...BOT, password: 'three', reason: 'Without its registry.' };
    await berth.put('/credentials/why-bot', secret).expect(200);
    expect((await reasons('credential=why-bot')).at(-1)).toEqual([
      'credential.update',
      'Without its registry.',
    ]);
    const wrong = await put({ reason: '' }).expect(400);
    expect(errorOf(wrong).field).toBe('reason');
  });

  test('what is taken back leaves no event', async () => {
    await berth.put('/registries/second', { server: 'ghcr.io' }).expect(201);
    const before = await events('limit=500');
    const wrongKind = { name: 'w', kind: 'aws-role', roleArn: 'arn:aws:iam::123456789012:role/b' };
    const body = { server: 'ghcr.io', pullCredential: wrongKind };
    await berth.put('/registries/wrong', body).expect(400);
    await berth.delete('/registries/base').expect(409);
    await berth.put('/credentials/none', BOT).expect(400);
    expect(await events('limit=500')).toEqual(before);
  });

  test('filters find what they name, and pages hold every event once', async () => {
    const all = await events('limit=500&sort=at');
    const second = all[1]?.at ?? '';
    const matching = (keep: (event: Event) => boolean) => all.filter(keep).map(({ id }) => id);
    const ids = async (query: string) => (await events(`${query}&sort=at`)).map(({ id }) => id);
    expect(await ids('actor=user:default/jane')).toEqual(
      matching(({ actor }) => actor === 'user:default/jane'),
    );
    expect(await ids('action=registry.create&action=credential.delete')).toEqual(
      matching(({ action }) => ['registry.create', 'credential.delete'].includes(action)),
    );
    expect(await ids(`since=${second}`)).toEqual(matching(({ at }) => at >= second));
    expect(await ids(`until=${second}`)).toEqual(matching(({ at }) => at < second));
    const east = new Date(Date.parse(second) + 3_600_000).toISOString().replace('Z', '%2B01:00');
    expect(await ids(`since=${east}`)).toEqual(matching(({ at }) => at >= second));
    expect(await ids('app=component:default/none')).toEqual([]);
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const { body } = await berth.get(`/events?limit=3${cursor}`).expect(200);
      const { items, pageInfo } = body as EventList;
      seen.push(...items.map(({ id }) => id));
      cursor = pageInfo.nextCursor && `&cursor=${pageInfo.nextCursor}`;
    }
    expect(seen).toEqual(all.map(({ id }) => id).reverse());
  });

  test.each([
    ['colour=red', 'colour'],
    ['action=registry.paint', 'action[0]'],
    ['since=yesterday', 'since'],
    ['sort=actor', 'sort'],
    ['cursor=xx', 'cursor'],
  ])('%j is refused', async (query, field) => {
    const answer = await berth.get(`/events?${query}`).expect(400);
    expect(errorOf(answer)).toMatchObject({ name: 'InputError', field });
  });
});

describe.each(databases)('old events on %s', database => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await migratedDatabase(database);
  });
  afterAll(() => knex.destroy());

  test('go, however many there are, and the others stay', async () => {
    await oldEvents(knex, 2500);
    const store = new EventStore(knex);
    const actor = { ref: 'user:default/a', kind: 'user' } as const;
    await store.add(actor, { action: 'registry.create', target: 'registry:new' });
    expect(await store.deleteBefore('2026-01-01T00:00:00.000Z')).toBe(2500);
    expect(await knex('events').select('target')).toEqual([{ target: 'registry:new' }]);
    expect(await store.deleteBefore('2026-01-01T00:00:00.000Z')).toBe(0);
  });
});

test('two replicas delete old events once', async () => {
  const database = newDatabase('PostgreSQL');
  const logs = [captureLog(), captureLog()];
  const config = { events: { retentionDays: 30 } };
  const both = await Promise.all(
    logs.map(log =>
      startBerth({ database, config, features: [schedulerServiceFactory, log.factory] }),
    ),
  );
  const told = () =>
    logs.flatMap(({ lines }) => lines.map(({ message }) => message)).filter(isOfRetention);
  const toldTimes = (times: number) =>
    vi.waitFor(() => expect(told()).toHaveLength(times), { timeout: 30_000, interval: 200 });
  await toldTimes(1);
  const path = '/api/berth/.backstage/scheduler/v1/tasks/berth-event-retention/trigger';
  await both[0]?.send(path, {}, { as: 'service' }).expect(200);
  await toldTimes(2);
  await Promise.all(both.map(berth => berth.stop()));
  expect(told()).toEqual(Array(2).fill('Deleted 0 events and 0 statuses older than 30 days.'));
});

test.each([0, -1, 1.5])('%d days are no time to keep events', async days => {
  const config = { events: { retentionDays: days } };
  await expect(startBerth({ database: newDatabase('SQLite'), config })).rejects.toThrow(
    `berth.events.retentionDays is ${days}. Use a whole number of days, 1 or more; 400 unless given.`,
  );
});

function isOfRetention(message: string): boolean {
  return message.startsWith('Deleted ');
}

async function oldEvents(knex: Knex, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `old-${index}`,
    at: new Date(index).toISOString(),
    ...{ action: 'registry.update', actor: 'user:default/a', actor_kind: 'user' },
    ...{ target: 'registry:r', outcome: 'succeeded', changes: '[]' },
  }));
  await knex.batchInsert('events', rows, 100);
}
