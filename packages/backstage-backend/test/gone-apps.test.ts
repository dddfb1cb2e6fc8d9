import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppCatalog } from '../src/app/app-catalog.ts';
import { GoneApps } from '../src/selection/gone-apps.ts';
import { SelectionStore } from '../src/store/selection-store.ts';
import { writeTransaction } from '../src/store/write-transaction.ts';
import { databases } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';
import { entity } from './shop-entities.ts';

const DAY = 86_400_000;
const START = Date.parse('2027-01-01T00:00:00.000Z');
const day = (count: number) => new Date(START + count * DAY);

describe.each(databases)('selections of gone entities, on %s', database => {
  let knex: Knex;
  let selections: SelectionStore;

  beforeEach(async () => {
    knex = await migratedDatabase(database);
    selections = new SelectionStore(knex);
    for (const app of ['here', 'gone']) {
      for (const environment of ['*', 'production']) await save(app, environment);
    }
  });
  afterEach(() => knex.destroy());

  async function save(app: string, environment: string): Promise<void> {
    await selections.save({
      ...{ id: `${app} ${environment}`, entityRef: `component:default/${app}`, environment },
      ...{ registry: undefined, repository: undefined, pullSecretName: undefined },
      ...{ revision: 1, fieldRevisions: {}, createdAt: '', createdBy: '' },
      ...{ updatedAt: '', updatedBy: '' },
    });
  }

  function task(catalog = catalogWith('here')): GoneApps {
    const apps = new AppCatalog({ catalog, auth: mockServices.auth() });
    const logger = mockServices.logger.mock();
    return new GoneApps({ knex, apps, logger, keptMilliseconds: 7 * DAY });
  }

  function catalogWith(...names: readonly string[]) {
    const entities: Entity[] = names.map(name => entity(`component:default/${name}`));
    return catalogServiceMock({ entities });
  }

  async function left(): Promise<readonly string[]> {
    const rows = await knex<{ readonly id: string }>('selections').orderBy('position');
    return rows.map(({ id }) => id);
  }
  const ALL = ['gone *', 'gone production', 'here *', 'here production'];

  test('are kept for a week, and then deleted with an event each', async () => {
    expect(await task().run(day(0))).toBe(0);
    expect(await task().run(day(6.9))).toBe(0);
    expect(await left()).toEqual(ALL);
    expect(await task().run(day(7))).toBe(2);
    expect(await left()).toEqual(['here *', 'here production']);
    const events: unknown = await knex('events').select('action', 'actor', 'target');
    const event = { action: 'selection.delete', actor: 'plugin:berth' };
    const target = 'component:default/gone';
    expect(events).toEqual([
      { ...event, target },
      { ...event, target },
    ]);
    expect(await task().run(day(9))).toBe(0);
  });

  test('the week begins anew for one that came back', async () => {
    await task().run(day(0));
    await task(catalogWith('here', 'gone')).run(day(5));
    expect(await task().run(day(8))).toBe(0);
    expect(await task().run(day(14))).toBe(0);
    expect(await task().run(day(15))).toBe(2);
  });

  test('one that is chosen anew stays', async () => {
    await task().run(day(0));
    await save('gone', '*');
    expect(await task().run(day(7))).toBe(1);
    expect(await left()).toEqual(['gone *', 'here *', 'here production']);
  });

  test('one that is chosen anew while they are deleted stays, without an event', async () => {
    await task().run(day(0));
    let finish = () => {};
    const finished = new Promise<void>(resolve => (finish = resolve));
    let begin = () => {};
    const begun = new Promise<void>(resolve => (begin = resolve));
    const choosing = writeTransaction(knex, async transaction => {
      const rows = transaction('selections').where({ entity_ref: 'component:default/gone' });
      await rows.update({ missing_since: null });
      begin();
      await finished;
    });
    await begun;
    const cleaning = task().run(day(7));
    await new Promise(resolve => setTimeout(resolve, 200));
    finish();
    await choosing;
    expect(await cleaning).toBe(0);
    expect(await left()).toEqual(ALL);
    expect(await knex('events').select()).toEqual([]);
  });

  test('nothing is deleted where the catalog cannot be asked', async () => {
    await task().run(day(0));
    const failing = catalogServiceMock.mock({
      getEntitiesByRefs: () => Promise.reject(new Error('down')),
    });
    await expect(task(failing).run(day(30))).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(await left()).toEqual(ALL);
  });

  test('more than a batch is looked at, and stops when it is told to', async () => {
    for (let at = 0; at < 1100; at++) await save(`many-${at}`, '*');
    const controller = new AbortController();
    controller.abort();
    expect(await task().run(day(0), controller.signal)).toBe(0);
    await task().run(day(1));
    expect(await task().run(day(8), controller.signal)).toBe(0);
    expect(await task().run(day(8))).toBe(1102);
    expect(await left()).toEqual(['here *', 'here production']);
  });
});
