import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../src/app/app.ts';
import { EffectiveRegistries } from '../src/selection/effective-registries.ts';
import { viewEffectiveRegistry } from '../src/selection/effective-registry-view.ts';
import { RegistryViews } from '../src/registry/registry-views.ts';
import { parseSort } from '../src/store/page.ts';
import { CredentialStore } from '../src/store/credential-store.ts';
import { EventStore, type EventFilter } from '../src/store/event-store.ts';
import { RegistryStore } from '../src/store/registry-store.ts';
import { SelectionStore } from '../src/store/selection-store.ts';
import { StatusStore } from '../src/store/status-store.ts';
import { databases } from './databases.ts';
import { fillDatabase } from './large-database.ts';
import { migratedDatabase } from './migrated-database.ts';
import { planOf, walks } from './query-plan.ts';

// Counting what a list holds looks at an index of all of it; everything else must not.
describe.each(databases)('with %s, by index and not through the whole table', database => {
  let knex: Knex;
  let store: RegistryStore;
  let popular: string;

  beforeAll(async () => {
    knex = await migratedDatabase(database);
    await fillDatabase(knex, { registries: 10_000, selections: 20_000 });
    await knex.raw('analyze');
    store = new RegistryStore(knex);
    popular = (await store.find('r-00000'))?.id ?? '';
  });
  afterAll(() => knex.destroy());

  function list(sort: string, more: object = {}, cursor?: string) {
    const page = { sort: parseSort(sort), limit: 20, cursor, filters: more };
    return store.list({ readable: 'all', ...more }, page);
  }

  test.each<readonly [what: string, index: RegExp, ask: () => Promise<unknown>]>([
    ['a registry is found by name', /registries_name_unique/, () => store.find('r-01234')],
    ['a registry is found by id', /registries_(?:pkey|1)/, () => store.find(randomUUID())],
    ['the default is found', /registries_one_default/, () => store.findDefault()],
    ['a first page is read', /registries_name_unique/, () => list('name')],
    ['a page is read backwards', /registries_updated_at_id/, () => list('-updatedAt')],
    ['the worst are read', /registry_status_urgency_registry_id/, () => list('status')],
    ['the best are read', /registry_status_urgency_registry_id/, () => list('-status')],
    ['what ends first is read', /registry_status_ends_at_registry_id/, () => list('expiresAt')],
    ['what ends last is read', /registry_status_ends_at_registry_id/, () => list('-expiresAt')],
    [
      'the worst of an owner are read',
      /registries_owner_ref/,
      () => list('status', { owner: ['group:default/g7'] }),
    ],
    [
      'the owner’s are read',
      /registries_owner_ref/,
      () => list('name', { readable: { ownedBy: ['group:default/g7'] } }),
    ],
    [
      'those whose scope is one’s own are read',
      /scope_entity_ref/,
      () => list('name', { readable: { scopedTo: ['group:default/g7'] } }),
    ],
    [
      'those of a label are read',
      /labels_key_value/,
      () => list('name', { label: [['team', 't7']] }),
    ],
    [
      'those of a scope are read',
      /scope_entity_ref/,
      () => list('name', { scope: ['group:default/g7'] }),
    ],
    [
      'those of a host are read',
      /registries_host/,
      () => list('name', { host: ['h7.example.com'] }),
    ],
    [
      'the users of a credential are found',
      /registries_push_credential_id/,
      () => store.findByCredentials([randomUUID()]),
    ],
  ])('%s', async (_, index, ask) => {
    const plan = await planOf(knex, database, ask);
    expect(plan).toMatch(index);
    expect(walks(plan)).toEqual([]);
  });

  test.each<readonly [what: string, index: RegExp, filter: EventFilter]>([
    ['the newest events are', /events_at_id/, {}],
    ['the events of a registry are', /events_target_at_id/, { registry: 'r-00007' }],
    ['the events of an id are', /events_target_id_at_id/, { credential: randomUUID() }],
    ['what somebody did is', /events_actor_at_id/, { actor: 'user:default/u7' }],
    ['what was exported is', /events_action_at_id/, { action: ['pull-secret.export'] }],
  ])('%s read', async (_, index, filter) => {
    const page = { sort: parseSort('-at'), limit: 20, cursor: undefined, filters: {} };
    const plan = await planOf(knex, database, () => new EventStore(knex).list(filter, page));
    expect(plan).toMatch(index);
    expect(walks(plan)).toEqual([]);
  });

  test.each([
    ['name', /registries_name_unique/],
    ['status', /registry_status_urgency_registry_id/],
    ['-status', /registry_status_urgency_registry_id/],
    ['expiresAt', /registry_status_ends_at_registry_id/],
    ['-expiresAt', /registry_status_ends_at_registry_id/],
  ])('a page far behind is read, by %s', async (sort, index) => {
    let cursor: string | undefined;
    for (let page = 0; page < 12; page++) ({ nextCursor: cursor } = await list(sort, {}, cursor));
    const plan = await planOf(knex, database, () => list(sort, {}, cursor));
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/Sort Key: regist(?:ries|ry_status)\./);
    expect(walks(plan)).toEqual([]);
  });

  test.each(['expiresAt', '-expiresAt'])('a page of credentials is read, by %s', async sort => {
    const credentials = new CredentialStore(knex);
    const page = { sort: parseSort(sort), limit: 20, cursor: undefined, filters: {} };
    const plan = await planOf(knex, database, () => credentials.list({ readable: 'all' }, page));
    expect(plan).toMatch(/credentials_expires_at_id/);
    expect(walks(plan)).toEqual([]);
  });

  const APP = 'component:default/app-7';
  const page = { limit: 20, cursor: undefined };
  test.each<readonly [what: string, index: RegExp, ask: (it: SelectionStore) => unknown]>([
    ['one selection is found', /selections_pkey|selections_1/, it => it.find(APP, '*')],
    [
      'what several have chosen is found',
      /selections_pkey|selections_1/,
      it => it.findFor([APP, 'system:default/s', 'group:default/g7'], 'production'),
    ],
    ['all selections are listed', /selections_position_id/, it => it.list({}, page)],
    [
      'those of an app are listed',
      /selections_pkey|selections_1/,
      it => it.list({ entityRef: APP }, page),
    ],
    [
      'those of a registry are listed',
      /selections_registry_id_position_id/,
      it => it.list({ registryId: popular }, page),
    ],
    [
      'those of a registry for an environment are listed',
      /selections_registry_id_environment_position_id/,
      it => it.list({ registryId: popular, environment: 'production' }, page),
    ],
    [
      'those of each registry of a page are counted',
      /selections_registry_id_(?:index|position_id|environment|id)/,
      it => it.countByRegistries([popular, randomUUID()]),
    ],
    ['environments are found', /selections_environment_index/, it => it.environments(500)],
    [
      'those who have chosen are walked',
      /selections_pkey|selections_1/,
      it => it.choosers(APP, 50),
    ],
  ])('%s', async (_, index, ask) => {
    const plan = await planOf(knex, database, () => Promise.resolve(ask(new SelectionStore(knex))));
    expect(plan).toMatch(index);
    expect(walks(plan)).toEqual([]);
  });

  test('how a registry was is read', async () => {
    const statuses = new StatusStore(knex);
    const plan = await planOf(knex, database, () => statuses.listHistory(popular, page));
    expect(plan).toMatch(/status_history_registry_id_at_id/);
    expect(walks(plan)).toEqual([]);
  });

  test('a page of selections far behind is read', async () => {
    const selections = new SelectionStore(knex);
    const filter = { registryId: popular };
    const { nextCursor: cursor } = await selections.list(filter, page);
    const plan = await planOf(knex, database, () => selections.list(filter, { limit: 20, cursor }));
    expect(plan).toMatch(/selections_registry_id_position_id/);
    expect(walks(plan)).toEqual([]);
  });

  test('an effective registry is found, by as many queries as ever', async () => {
    const queries: string[] = [];
    const listen = ({ sql }: { readonly sql: string }) => void queries.push(sql);
    const plan = await planOf(knex, database, async () => {
      knex.on('query', listen);
      const lineage = { app: appOf('app-7', 'g7'), annotations: NOTED };
      const effective = new EffectiveRegistries({ knex, apps: never });
      const found = await effective.resolve(lineage, 'production');
      expect(found).toMatchObject({ outcome: 'registry', registry: { name: 'r-00007' } });
      const asked = { app: APP, effective: found, isReadable: true };
      const views = new RegistryViews({ knex, annotations: NO_CATALOG });
      await viewEffectiveRegistry(views, asked, 'production');
      knex.off('query', listen);
    });
    expect(queries).toHaveLength(10);
    expect(plan).toMatch(/registries_name_unique/);
    expect(plan).toMatch(/registries_one_default/);
    expect(walks(plan)).toEqual([]);
  });
});

const never = undefined as never;
const NO_CATALOG = { counts: () => Promise.resolve(undefined) };

/** Each names another registry, which then is read too. */
const NOTED = {
  'system:default/s': { 'berth.dev/registry': 'r-00100' },
  'domain:default/d': { 'berth.dev/registry.production': 'r-00200' },
};

function appOf(name: string, group: string): App {
  return {
    ref: `component:default/${name}`,
    owners: [`group:default/${group}`],
    ...{ system: 'system:default/s', domain: 'domain:default/d', annotations: {} },
  };
}
