import { mockServices } from '@backstage/backend-test-utils';
import type { EffectiveRegistry, UsageList } from '@berth/backstage-plugin-berth-common';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { BerthBackend } from './berth-backend.ts';
import { BerthClient } from '../src/catalog/berth-client.ts';
import { RegistryEntityProvider } from '../src/catalog/registry-entity-provider.ts';
import { databases, newDatabase } from './databases.ts';
import {
  entityOf as entity,
  startBerthWithCatalog,
  type BerthWithCatalog,
} from './real-catalog.ts';

function component(name: string, annotations = {}) {
  const spec = { type: 'service', lifecycle: 'production', owner: 'payments', system: 'checkout' };
  return entity('Component', name, spec, annotations);
}

async function effective(
  berth: BerthBackend,
  app: string,
  environment: string,
): Promise<EffectiveRegistry> {
  const path = `/apps/component/default/${app}/effective-registry?environment=${environment}`;
  return (await berth.get(path, { as: 'jane' }).expect(200)).body as EffectiveRegistry;
}

test('where Berth cannot be asked the catalog stays as it is', async () => {
  const unused = { getBaseUrl: () => Promise.resolve('http://127.0.0.1:1/api/berth') };
  const discovery = mockServices.discovery.mock(unused);
  const logger = mockServices.logger.mock();
  const provider = new RegistryEntityProvider({
    client: new BerthClient({ auth: mockServices.auth(), discovery }),
    schedule: { run: async ({ fn }) => fn(new AbortController().signal) },
    fallbackOwner: 'unknown',
    logger,
  });
  const applyMutation = vi.fn();
  await provider.connect({ applyMutation, refresh: vi.fn() });
  expect(applyMutation).not.toHaveBeenCalled();
  expect(logger.warn).toHaveBeenCalledWith(
    'Registries cannot be read, and the catalog stays as it is: fetch failed',
  );
});

test('what Berth never answers is not waited for', async () => {
  const silent = await startScriptedServer({ '*': ['silence'] });
  const getBaseUrl = () => Promise.resolve(silent.url);
  const discovery = mockServices.discovery.mock({ getBaseUrl });
  const client = new BerthClient({ auth: mockServices.auth(), discovery, patience: 100 });
  await expect(client.registries()).rejects.toThrow('aborted due to timeout');
  expect(silent.requests).toHaveLength(1);
  await silent.stop();
});

const SECOND = 1000;
const soon = { timeout: 40 * SECOND, interval: 300 };

describe.each(databases)('with a real catalog on %s', database => {
  let berth: BerthWithCatalog;

  beforeAll(async () => {
    berth = await startBerthWithCatalog({ database: newDatabase(database) });
    await berth.write([
      entity('Group', 'payments', { type: 'team', children: [] }),
      entity('Group', 'search', { type: 'team', children: [] }),
      entity('Domain', 'commerce', { owner: 'payments' }),
      entity('System', 'checkout', { owner: 'payments', domain: 'commerce' }),
      component('api'),
      component('web', { 'berth.dev/registry.production': 'quay' }),
      component('leaving'),
    ]);
  });
  afterAll(() => berth.stop());

  async function relationsOf(ref: string): Promise<readonly string[]> {
    const { relations = [] } = (await berth.entity(ref)) ?? {};
    return relations
      .filter(({ type }) => type === 'dependsOn' || type === 'dependencyOf')
      .map(({ type, targetRef }) => `${type} ${targetRef}`);
  }

  test('registries appear as resources, and change with them', async () => {
    await vi.waitFor(
      async () => expect(await berth.entity('component:default/api')).toBeTruthy(),
      soon,
    );
    const labels = { tier: '1' };
    const owner = 'group:default/payments';
    const ghcr = { server: 'ghcr.io', title: 'GitHub', description: 'Ours', owner, labels };
    await berth.put('/registries/ghcr', ghcr).expect(201);
    await berth.put('/registries/quay', { server: 'quay.io', purposes: ['pull', 'push'] });
    await vi.waitFor(async () => {
      const found = await berth.entity('resource:default/ghcr');
      expect(found).toMatchObject({
        kind: 'Resource',
        metadata: {
          ...{ name: 'ghcr', title: 'GitHub', description: 'Ours', labels },
          tags: ['ghcr', 'pull'],
          annotations: {
            'backstage.io/managed-by-location': 'berth:registries/ghcr',
            'berth.dev/registry-host': 'ghcr.io',
          },
          links: [{ url: 'https://ghcr.io', title: 'ghcr.io' }],
        },
        spec: { type: 'container-registry', owner },
      });
      const quay = await berth.entity('resource:default/quay');
      expect(quay?.spec?.['owner']).toBe('group:default/platform');
    }, soon);
    await berth.put('/registries/ghcr', { ...ghcr, title: 'Renamed' }).expect(200);
    await vi.waitFor(async () => {
      const found = await berth.entity('resource:default/ghcr');
      expect(found?.metadata.title).toBe('Renamed');
    }, soon);
  });

  test('an app that selects a registry depends on it, until it does no more', async () => {
    const path = '/apps/component/default/api/selections/*';
    await berth.put(path, { registry: 'ghcr' }, { as: 'jane' }).expect(201);
    await vi.waitFor(async () => {
      expect(await relationsOf('component:default/api')).toEqual([
        'dependsOn resource:default/ghcr',
      ]);
      expect(await relationsOf('resource:default/ghcr')).toEqual([
        'dependencyOf component:default/api',
      ]);
    }, soon);
    await berth.delete(path).expect(204);
    await vi.waitFor(async () => {
      expect(await relationsOf('component:default/api')).toEqual([]);
    }, soon);
  });

  test('an annotation is read as a selection, shown as a relation, and found as a usage', async () => {
    const { registryName, reason } = await effective(berth, 'web', 'production');
    expect([registryName, reason.source]).toEqual(['quay', 'annotation']);
    await vi.waitFor(async () => {
      expect(await relationsOf('component:default/web')).toEqual([
        'dependsOn resource:default/quay',
      ]);
    }, soon);
    const { body } = await berth.get('/registries/quay/usages?environment=production');
    expect((body as UsageList).items).toEqual([
      { app: 'component:default/web', environment: 'production', source: 'annotation' },
    ]);
  });

  test.each(['group:default/payments', 'domain:default/commerce', 'system:default/checkout'])(
    'an app is in the scope of its owner, its system and its domain: %s',
    async ref => {
      const scoped = { server: 'quay.io', scope: [ref] };
      await berth.put('/registries/scoped', scoped).expect(201);
      const path = '/apps/component/default/web/selections/scoped';
      await berth.put(path, { registry: 'scoped' }, { as: 'jane' }).expect(201);
      expect((await effective(berth, 'web', 'scoped')).registryName).toBe('scoped');
      await berth.delete(path).expect(204);
      await berth.delete('/registries/scoped').expect(200);
    },
  );

  test('an annotation does not reach a registry that the app is out of scope of', async () => {
    const scope = ['group:default/search'];
    await berth.put('/registries/quay?force=true', { server: 'quay.io', scope }).expect(200);
    expect(await effective(berth, 'web', 'production')).toMatchObject({
      ...{ outcome: 'error', cause: 'out-of-scope', registryName: 'quay' },
    });
  });

  test('a registry that is deleted leaves the catalog', async () => {
    await berth.delete('/registries/quay?force=true').expect(200);
    await vi.waitFor(async () => {
      expect(await berth.entity('resource:default/quay')).toBeUndefined();
    }, soon);
  });

  test('the module reads everything, page by page', async () => {
    const [row] = (await berth.knex('registries').where({ name: 'ghcr' })) as object[];
    const names = Array.from({ length: 1100 }, (_, at) => `many-${at}`);
    const rows = names.map(name => ({ ...row, id: name, name, is_default: false }));
    await berth.knex.batchInsert('registries', rows, 50);
    const found = (await berth.client.registries()).map(({ name }) => name);
    expect(found).toHaveLength(1101);
    expect(found).toEqual(expect.arrayContaining(names));
    await berth.knex('registries').whereIn('id', names).delete();
  });

  test('what an entity chose that left the catalog is deleted, but not at once', async () => {
    const path = '/apps/component/default/leaving/selections/*';
    await berth.put(path, { registry: 'ghcr' }).expect(201);
    await berth.remove('component:default/leaving');
    await berth.get(path).expect(404);
    const now = Date.now();
    const days = (count: number) => new Date(now + count * 86_400_000);
    expect(await berth.cleanUp(days(0))).toBe(0);
    expect(await berth.cleanUp(days(6))).toBe(0);
    expect(await berth.cleanUp(days(8))).toBe(1);
    const { body } = await berth.get('/events?app=component:default/leaving&limit=1').expect(200);
    expect(body).toMatchObject({
      items: [{ action: 'selection.delete', actor: 'plugin:berth' }],
    });
  });
});
