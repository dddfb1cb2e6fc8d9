import type { PermittedActions } from '@berth/backstage-plugin-berth-common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sender } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';
import { startBerthWithPrincipals, type BerthWithPrincipals } from './principals.ts';
import { SHOP } from './shop-entities.ts';

const EVERYTHING = [
  ...['credential.create', 'credential.delete', 'credential.update', 'default-registry.update'],
  ...['event.read', 'pull-secret.export', 'registry.check', 'registry.create', 'registry.delete'],
  ...['registry.read', 'registry.update', 'registry.use', 'selection.update'],
];
const OF_NOTHING = [
  ...['credential.create', 'default-registry.update', 'event.read'],
  ...['registry.create', 'registry.read'],
];
const OF_OWNED = [
  ...['registry.check', 'registry.delete', 'registry.read', 'registry.update', 'registry.use'],
];
const ALL = '?registry=theirs&app=component:default/api';

describe.each(databases)('what somebody may do, on %s', database => {
  let berth: BerthWithPrincipals;

  beforeAll(async () => {
    berth = await startBerthWithPrincipals({ database: newDatabase(database), entities: SHOP });
    const admin = await berth.as('admin');
    await berth.put('/registries/base', { server: 'quay.io' }, { as: admin }).expect(201);
    const owner = 'group:default/payments';
    const bot = { name: 'bot', kind: 'password', username: 'bot', password: 's3cret', owner };
    const theirs = { server: 'ghcr.io', owner, pullCredential: bot };
    await berth.put('/registries/theirs', theirs, { as: admin }).expect(201);
    const other = { ...bot, name: 'admins-bot', owner: undefined };
    const pushed = { server: 'ghcr.io', owner, pushCredential: other };
    await berth.put('/registries/pushed', pushed, { as: admin }).expect(201);
    const both = { ...pushed, pullCredential: 'bot', pushCredential: 'admins-bot' };
    await berth.put('/registries/both', both, { as: admin }).expect(201);
    const own = { server: 'ghcr.io', owner, pushCredential: 'bot' };
    await berth.put('/registries/own-push', own, { as: admin }).expect(201);
  });
  afterAll(() => berth.stop());

  async function permitted(query: string, as: Sender): Promise<readonly string[]> {
    const { body } = await berth.get(`/permitted-actions${query}`, { as }).expect(200);
    return (body as PermittedActions).items;
  }

  test.each([
    ['admin', '', OF_NOTHING],
    ['admin', ALL, EVERYTHING],
    [
      'admin',
      '?registry=base',
      EVERYTHING.filter(one => !/credential.(update|delete)|selection/.test(one)),
    ],
    ['owner', '', ['registry.read']],
    [
      'owner',
      ALL,
      [
        ...[
          'credential.delete',
          'credential.update',
          'registry.check',
          'registry.delete',
          'registry.read',
        ],
        ...['registry.update', 'registry.use', 'selection.update'],
      ],
    ],
    ['owner', '?registry=base', ['registry.read', 'registry.use']],
    ['owner', '?registry=pushed', OF_OWNED],
    ['owner', '?registry=both', ['credential.update', ...OF_OWNED]],
    ['owner', '?registry=own-push', ['credential.delete', ...OF_OWNED]],
    [
      'admin',
      '?registry=pushed',
      EVERYTHING.filter(one => !/credential.update|selection/.test(one)),
    ],
    ['owner', '?credential=bot', ['credential.delete', 'credential.update', 'registry.read']],
    [
      'owner',
      '?registry=both&credential=bot',
      ['credential.delete', 'credential.update', ...OF_OWNED],
    ],
    ['admin', '?credential=bot', ['credential.delete', 'credential.update', ...OF_NOTHING].sort()],
    ['owner', '?app=Component:default/search', ['registry.read']],
    ['user', ALL, ['registry.read', 'registry.use']],
    ['user', '?app=component:default/search', ['registry.read', 'selection.update']],
    ['user', '?app=component:default/orphan', ['registry.read']],
    ['plugin', ALL, ['event.read', 'registry.read']],
    ['lister', ALL, ['registry.read']],
    ['exporter', '', []],
    ['exporter', '?registry=theirs', ['pull-secret.export']],
    ['editor', '', []],
  ] as const)('%s with "%s"', async (principal, query, expected) => {
    expect(await permitted(query, await berth.as(principal))).toEqual(expected);
  });

  test('a credential that somebody may not read is not told of', async () => {
    const as = await berth.as('owner');
    const hidden = errorOf(await berth.get('/permitted-actions?credential=admins-bot', { as }));
    const missing = errorOf(await berth.get('/permitted-actions?credential=nowhere', { as }));
    expect(hidden.message).toBe(String(missing.message).replace('nowhere', 'admins-bot'));
    expect(hidden.name).toBe('NotFoundError');
  });

  test('what is not there for somebody is not told of', async () => {
    const as = await berth.as('editor');
    const hidden = errorOf(await berth.get('/permitted-actions?registry=theirs', { as }));
    const missing = errorOf(await berth.get('/permitted-actions?registry=nowhere', { as }));
    expect(hidden.message).toBe(String(missing.message).replace('nowhere', 'theirs'));
    expect(hidden.name).toBe('NotFoundError');
    const path = '/permitted-actions?app=component:default/nobody';
    await berth.get(path, { as: await berth.as('admin') }).expect(404);
    const wrong = await berth.get('/permitted-actions?app=api', { as: await berth.as('user') });
    expect([wrong.status, errorOf(wrong).field]).toEqual([400, 'app']);
  });
});
