import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import type { CredentialList, RegistryList } from '@berth/backstage-plugin-berth-common';
import {
  credentialReadPermission,
  credentialUpdatePermission,
  pullSecretExportPermission,
  registryReadPermission,
  registryUpdatePermission,
} from '@berth/backstage-plugin-berth-common';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registryResourceRef } from '../src/access/permission-rules.ts';
import {
  createCredentialConditionalDecision,
  createRegistryConditionalDecision,
  credentialConditions,
  registryConditions,
} from '../src/index.ts';
import { startBerth, type Sender } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';
import { startBerthWithPrincipals, type BerthWithPrincipals } from './principals.ts';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const { isInScope, isOwner } = registryConditions;
const PAYMENTS = 'group:default/payments';
const EXPORT = { reason: 'Test.' };

/** What the policy says; by the name of the permission. */
let policy: Readonly<Record<string, PolicyDecision>> = {};

const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'policy-of-the-test',
  register(env) {
    env.registerInit({
      deps: { policies: policyExtensionPoint },
      init({ policies }) {
        policies.setPolicy({
          handle: ({ permission }) =>
            'fails' in policy
              ? Promise.reject(new Error('The policy has a mistake.'))
              : Promise.resolve(policy[permission.name] ?? ALLOW),
        });
        return Promise.resolve();
      },
    });
  },
});

/** As an adopter may add one. */
const isHarbor = createPermissionRule({
  name: 'isHarbor',
  description: 'Its title is Harbor.',
  resourceRef: registryResourceRef,
  apply: ({ owner }) => owner === 'user:default/harbor',
  toQuery: () => ({ ownedBy: ['user:default/harbor'] }),
});

const rulesModule = createBackendModule({
  pluginId: 'berth',
  moduleId: 'rules-of-the-test',
  register(env) {
    env.registerInit({
      deps: { permissionsRegistry: coreServices.permissionsRegistry },
      init({ permissionsRegistry }) {
        permissionsRegistry.addPermissionRules([isHarbor]);
        return Promise.resolve();
      },
    });
  },
});

const features = [permissionsServiceFactory, permissionBackend, policyModule, rulesModule];
const root = { permission: { enabled: true } };

const REGISTRIES: Readonly<Record<string, object>> = {
  everybody: { server: 'quay.io' },
  harbor: { server: 'harbor.example.com', owner: 'user:default/harbor', scope: [PAYMENTS] },
  payments: { server: 'ghcr.io', owner: PAYMENTS, scope: ['system:default/shop'] },
  search: { server: 'registry.gitlab.com', owner: 'group:default/search', scope: [PAYMENTS] },
};

describe.each(databases)('with a permission policy, on %s', database => {
  let berth: BerthWithPrincipals;
  let [admin, jane]: Sender[] = [];

  beforeAll(async () => {
    policy = {};
    berth = await startBerthWithPrincipals({ database: newDatabase(database), root, features });
    [admin, jane] = [await berth.as('admin'), await berth.as('owner')];
    for (const [name, body] of Object.entries(REGISTRIES)) {
      const bot = { kind: 'password', username: 'u', password: 'p' };
      const pullCredential = { name: `${name}-bot`, ...bot, owner: PAYMENTS };
      await berth
        .put(`/registries/${name}`, { ...body, pullCredential }, { as: admin })
        .expect(201);
    }
  });
  beforeEach(() => void (policy = {}));
  afterAll(() => berth.stop());

  function says(permission: Permission, decision: PolicyDecision): void {
    policy = { ...policy, [permission.name]: decision };
  }

  async function listed(as: Sender | undefined): Promise<readonly string[]> {
    const { body } = await berth.get('/registries', { as }).expect(200);
    const { items, totalItems } = body as RegistryList;
    expect(totalItems).toBe(items.length);
    return items.map(({ name }) => name);
  }

  const reading = (conditions: Parameters<typeof createRegistryConditionalDecision>[1]) =>
    createRegistryConditionalDecision(registryReadPermission, conditions);
  const inPayments = isInScope({ entityRefs: ['group:default/Payments'] });
  const ofPayments = isOwner({ owners: ['Group:default/payments'] });

  test.each([
    ['allows', ALLOW, ['everybody', 'harbor', 'payments', 'search']],
    ['denies', DENY, []],
    ['asks for an owner', reading(ofPayments), ['payments']],
    ['asks for a scope', reading(inPayments), ['everybody', 'harbor', 'search']],
    ['asks for nobody’s scope', reading(isInScope({ entityRefs: [] })), ['everybody']],
    ['asks for nobody', reading(isOwner({ owners: [] })), []],
    ['asks for no such owner', reading({ not: ofPayments }), ['everybody', 'harbor', 'search']],
    [
      'asks for both',
      reading({ allOf: [inPayments, { not: isOwner({ owners: ['user:default/harbor'] }) }] }),
      ['everybody', 'search'],
    ],
    [
      'asks for either',
      reading({ anyOf: [ofPayments, isOwner({ owners: ['user:default/harbor'] })] }),
      ['harbor', 'payments'],
    ],
    [
      'asks for a rule of the adopter',
      reading({
        ...{ rule: 'isHarbor', resourceType: 'berth-registry' as const },
        params: undefined,
      }),
      ['harbor'],
    ],
  ])('that %s, a list and each single registry are the same', async (_, decision, names) => {
    says(registryReadPermission, decision);
    for (const as of [admin, jane]) {
      expect(await listed(as)).toEqual(names);
      for (const name of Object.keys(REGISTRIES)) {
        const status = names.includes(name) ? 200 : 404;
        await berth.get(`/registries/${name}`, { as }).expect(status);
      }
    }
  });

  test('conditions hold for pages and their totals', async () => {
    says(registryReadPermission, reading(inPayments));
    const first = await berth.get('/registries?limit=2', { as: jane }).expect(200);
    const { items, totalItems, pageInfo } = first.body as RegistryList;
    expect([items.length, totalItems]).toEqual([2, 3]);
    const query = `limit=2&cursor=${pageInfo.nextCursor}`;
    const second = await berth.get(`/registries?${query}`, { as: jane }).expect(200);
    expect((second.body as RegistryList).items.map(({ name }) => name)).toEqual(['search']);
  });

  test('conditions of a policy give rights beyond the defaults', async () => {
    const path = '/registries/payments/pull-secret-exports';
    await berth.post(path, EXPORT, { as: jane }).expect(403);
    const owners = createRegistryConditionalDecision(pullSecretExportPermission, ofPayments);
    says(pullSecretExportPermission, owners);
    await berth.post(path, EXPORT, { as: jane }).expect(200);
    await berth.post('/registries/search/pull-secret-exports', EXPORT, { as: jane }).expect(403);
  });

  test('a policy that allows everything gives nobody a right that the defaults do not', async () => {
    const body = {
      server: 'registry.gitlab.com',
      owner: 'group:default/search',
      scope: [PAYMENTS],
    };
    await berth.put('/registries/search', { ...body, title: 'Mine' }, { as: jane }).expect(403);
    await berth.post('/registries/payments/pull-secret-exports', EXPORT, { as: jane }).expect(403);
    await berth.get('/events', { as: jane }).expect(403);
  });

  test('a credential does not tell of registries that its owner may not read', async () => {
    says(registryReadPermission, reading(ofPayments));
    const read = await berth.get('/credentials/search-bot', { as: jane }).expect(200);
    expect(read.body).toMatchObject({ name: 'search-bot', usedBy: [] });
    const { body } = await berth.get('/credentials', { as: jane }).expect(200);
    expect((body as CredentialList).items.map(({ usedBy }) => usedBy)).toEqual([
      ...[[], [], ['payments'], []],
    ]);
    const deleted = await berth.delete('/credentials/search-bot', { as: jane }).expect(409);
    expect(errorOf(deleted)).toEqual({
      name: 'ConflictError',
      message:
        'The credential "search-bot" is used by 1 that you may not read. Give these registries another one first.',
      heldBy: 'registries',
      usages: [],
      totalUsages: 1,
    });
    const bot = { kind: 'password', username: 'u', password: 'p', hosts: ['quay.io'] };
    const moved = await berth.put('/credentials/search-bot', bot, { as: jane }).expect(409);
    expect(errorOf(moved)).toMatchObject({ heldBy: 'registries', usages: [], totalUsages: 1 });
    expect(moved.text).not.toContain('registry.gitlab.com');
  });

  test('a name that is taken by what may not be read says so, and has a code', async () => {
    says(registryReadPermission, DENY);
    says(registryUpdatePermission, DENY);
    says(credentialReadPermission, DENY);
    says(credentialUpdatePermission, DENY);
    const bot = { kind: 'password', username: 'u', password: 'p', hosts: ['quay.io'] };
    const taken = {
      search: await berth
        .put('/registries/search', { server: 'quay.io' }, { as: admin })
        .expect(409),
      'search-bot': await berth.put('/credentials/search-bot', bot, { as: admin }).expect(409),
    };
    for (const [name, answer] of Object.entries(taken)) {
      expect(errorOf(answer)).toEqual({
        name: 'ConflictError',
        code: 'NAME_TAKEN',
        message: `The name "${name}" is taken by an entry that you may not read. Use another name.`,
      });
    }
  });

  test('what a policy denies is denied to admins and owners too', async () => {
    says(registryUpdatePermission, DENY);
    says(pullSecretExportPermission, DENY);
    const body = { ...REGISTRIES['payments'], title: 'New' };
    for (const as of [admin, jane]) {
      await berth.put('/registries/payments', body, { as }).expect(403);
      await berth.post('/registries/payments/pull-secret-exports', EXPORT, { as }).expect(403);
    }
  });

  test('where it cannot be asked, nobody may do anything', async () => {
    policy = { 'berth.registry.read': ALLOW, fails: DENY };
    const answer = await berth.get('/registries/payments', { as: jane }).expect(503);
    expect(errorOf(answer)).toEqual({
      name: 'ServiceUnavailableError',
      message: 'The permission policy cannot be asked. Try again, or read the log of the backend.',
    });
  });

  test('services are not asked about', async () => {
    says(registryReadPermission, DENY);
    await berth.get('/registries/payments', { as: await berth.as('static') }).expect(200);
  });

  test('credentials have owners to ask for', async () => {
    const nobody = credentialConditions.isOwner({ owners: ['user:default/nobody'] });
    says(
      credentialReadPermission,
      createCredentialConditionalDecision(credentialReadPermission, nobody),
    );
    const { body } = await berth.get('/credentials', { as: jane }).expect(200);
    expect((body as CredentialList).items).toEqual([]);
    await berth.get('/credentials/payments-bot', { as: jane }).expect(404);
  });

  test('the frontend may ask about a single registry, by name', async () => {
    says(
      registryUpdatePermission,
      createRegistryConditionalDecision(registryUpdatePermission, ofPayments),
    );
    const ask = (resourceRef: string) => ({
      id: resourceRef,
      permission: registryUpdatePermission,
      resourceRef,
    });
    const items = ['payments', 'search', 'missing'].map(ask);
    const { body } = await berth.send('/api/permission/authorize', { items }, { as: jane });
    expect(body).toEqual({
      items: [
        { id: 'payments', result: 'ALLOW' },
        { id: 'search', result: 'DENY' },
        { id: 'missing', result: 'DENY' },
      ],
    });
  });
});

describe('where the policy decides', () => {
  test('what it allows is allowed, and nothing else', async () => {
    policy = {};
    const config = { permissions: 'policy' };
    const database = newDatabase('SQLite');
    const berth = await startBerthWithPrincipals({ database, config, root, features });
    const as = await berth.as('user');
    await berth.put('/registries/any', { server: 'ghcr.io' }, { as }).expect(201);
    await berth.get('/events', { as }).expect(200);
    policy = { 'berth.event.read': DENY };
    await berth.get('/events', { as: await berth.as('admin') }).expect(403);
    await berth.stop();
  });

  test('and there is none, the plugin does not start', async () => {
    const config = { permissions: 'policy' };
    await expect(startBerth({ database: newDatabase('SQLite'), config })).rejects.toThrow(
      'berth.permissions is "policy", and Backstage asks no policy. Set permission.enabled to true, or leave berth.permissions out.',
    );
  });
});
