import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Registry, RegistryList, RegistryUsage } from '@berth/backstage-plugin-berth-common';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { entity, SHOP } from './shop-entities.ts';

const NOTED = [
  entity('component:default/noted-a', { registry: { '*': 'used', production: 'used' } }),
  entity('component:default/noted-b', { registry: { production: 'other', unheard: 'used' } }),
];

describe.each(databases)('how much a registry is used, on %s', database => {
  let berth: BerthBackend;

  beforeEach(async () => {
    const entities = [...SHOP, ...NOTED];
    // The catalog finds "production" for both.
    const config = { environments: ['production', 'Production'] };
    berth = await startBerth({ database: newDatabase(database), config, entities });
    for (const name of ['used', 'other', 'never']) {
      await berth.put(`/registries/${name}`, { server: 'ghcr.io' }).expect(201);
    }
    await choose('api', '*', 'used');
    await choose('api', 'staging', 'used');
    await choose('web', '*', 'used');
    await choose('search', '*', 'other');
    await choose('orphan', '*', 'none');
  });
  afterEach(() => berth.stop());

  async function choose(app: string, environment: string, registry: string): Promise<void> {
    const path = `/apps/component/default/${app}/selections/${environment}`;
    await berth.put(path, { registry }).expect(201);
  }

  async function counts(): Promise<Readonly<Record<string, RegistryUsage>>> {
    const { body } = await berth.get('/registries', { as: 'jane' }).expect(200);
    const { items } = body as RegistryList;
    return Object.fromEntries(items.map(({ name, usedBy }) => [name, usedBy]));
  }

  test('lists and single answers say how many selections and annotations name it', async () => {
    await vi.waitFor(async () =>
      expect(await counts()).toEqual({
        never: { selections: 0, annotations: 0 },
        other: { selections: 1, annotations: 1 },
        used: { selections: 3, annotations: 2 },
      }),
    );
    const { body } = await berth.get('/registries/used').expect(200);
    expect((body as Registry).usedBy).toEqual({ selections: 3, annotations: 2 });
    const effective = await berth.get('/apps/component/default/web/effective-registry');
    expect(effective.body).toMatchObject({
      registry: { usedBy: { selections: 3, annotations: 2 } },
    });
  });

  test('what was chosen and taken back is not counted, nor is one made anew under the name', async () => {
    await berth.delete('/apps/component/default/search/selections/*').expect(204);
    expect((await counts())['other']?.selections).toBe(0);
    await berth.delete('/registries/used?force=true').expect(409);
    await berth.put('/default-registry', { registry: 'other' }).expect(200);
    await berth.delete('/registries/used?force=true').expect(200);
    await berth.put('/registries/used', { server: 'ghcr.io' }).expect(201);
    expect((await counts())['used']?.selections).toBe(0);
  });

  test('it is ignored where an answer is sent back', async () => {
    const { body } = await berth.get('/registries/used').expect(200);
    const answer = body as Registry;
    const sent = { ...answer, usedBy: { selections: 7 } };
    const saved = await berth.put('/registries/used', sent).expect(200);
    expect(saved.body).toMatchObject({ updatedAt: answer.updatedAt, usedBy: { selections: 3 } });
  });
});

describe('a catalog', () => {
  type Ask = CatalogService['getEntityFacets'];

  async function usedBy(
    getEntityFacets: Ask,
    expected: RegistryUsage,
  ): Promise<readonly RegistryUsage[]> {
    const berth = await startBerth({
      ...{ database: newDatabase('SQLite'), entities: 'real' },
      features: [catalogServiceMock.mock({ getEntityFacets }).factory],
    });
    await berth.put('/registries/one', { server: 'ghcr.io' }).expect(201);
    const read = async () => {
      const { body } = await berth.get('/registries/one').expect(200);
      return (body as Registry).usedBy;
    };
    // No answer is waited for, if it takes its time.
    await vi.waitFor(async () => expect(await read()).toEqual(expected));
    const more = await Promise.all([read(), read(), read()]);
    await berth.stop();
    return more;
  }

  test.each<readonly [string, Ask]>([
    ['fails', () => Promise.reject(new Error('No catalog.'))],
    [
      'throws',
      () => {
        throw new Error('No catalog.');
      },
    ],
    ['never answers', () => new Promise(() => {})],
    ['answers with something else', () => Promise.resolve({} as never)],
  ])('that %s is asked once, and delays no answer', async (_, answer) => {
    const ask = vi.fn(answer);
    const unknown = { selections: 0 };
    expect(await usedBy(ask, unknown)).toEqual(Array(3).fill(unknown));
    expect(ask).toHaveBeenCalledOnce();
  });

  test('is asked once for many answers', async () => {
    const facets = { 'metadata.annotations.berth.dev/registry': [{ value: 'one', count: 4 }] };
    const ask = vi.fn(() => Promise.resolve({ facets }));
    const known = { selections: 0, annotations: 4 };
    expect(await usedBy(ask, known)).toEqual(Array(3).fill(known));
    expect(ask).toHaveBeenCalledOnce();
  });
});
