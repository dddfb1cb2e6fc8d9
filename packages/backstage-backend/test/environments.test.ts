import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Environments } from '../src/usage/environments.ts';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';
import { SHOP } from './shop-entities.ts';
import { mockServices } from '@backstage/backend-test-utils';

describe.each(databases)('environments on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    const config = { environments: ['staging', 'production', 'staging'] };
    berth = await startBerth({ database: newDatabase(database), config, entities: SHOP });
    await berth.put('/registries/r', { server: 'ghcr.io' }).expect(201);
  });
  afterAll(() => berth.stop());

  test('are those that are configured, and those that somebody has chosen for', async () => {
    const path = '/apps/component/default/api/selections';
    for (const environment of ['*', 'review', 'production']) {
      await berth.put(`${path}/${environment}`, { registry: 'r' }).expect(201);
    }
    const { body } = await berth.get('/environments', { as: 'john' }).expect(200);
    const configured = ['production', 'staging'];
    expect(body).toEqual({ items: ['production', 'review', 'staging'], configured });
    await berth.delete(`${path}/review`).expect(204);
    await berth.get('/environments').expect(200, { items: configured, configured });
  });
});

test.each(databases)(
  'of very many on %s, the first are listed, and searched for',
  async database => {
    const knex = await migratedDatabase(database);
    const name = (index: number) => `e${String(index).padStart(3, '0')}`;
    const rows = Array.from({ length: 510 }, (_, index) => ({
      ...{ id: `s-${index}`, position: `s-${index}`, entity_ref: 'component:default/a' },
      ...{ environment: name(index), revision: 1, field_revisions: '{}' },
      ...{ created_at: '', created_by: 'x', updated_at: '', updated_by: 'x' },
    }));
    await knex.batchInsert('selections', rows, 50);
    const config = mockServices.rootConfig({ data: { berth: { environments: ['z', name(3)] } } });
    const environments = new Environments({ config, knex });
    expect(await environments.all()).toEqual([
      ...rows.slice(0, 500).map(one => one.environment),
      'z',
    ]);
    const asked = await environments.ofAnnotations();
    expect(asked).toEqual([...rows.slice(0, 50).map(one => one.environment), 'z']);
    await knex.destroy();
  },
);
