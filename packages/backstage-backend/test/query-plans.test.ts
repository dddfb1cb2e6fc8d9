import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSort } from '../src/store/page.ts';
import { EventStore, type EventFilter } from '../src/store/event-store.ts';
import { RegistryStore } from '../src/store/registry-store.ts';
import { databases } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';
import { planOf, walks } from './query-plan.ts';

const REGISTRIES = 10_000;
const CREDENTIALS = 2_000;

// Counting what a list holds looks at an index of all of it; everything else must not.
describe.each(databases)('with %s, by index and not through the whole table', database => {
  let knex: Knex;
  let store: RegistryStore;

  beforeAll(async () => {
    knex = await migratedDatabase(database);
    await fill(knex);
    await knex.raw('analyze');
    store = new RegistryStore(knex);
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
    [
      'the owner’s are read',
      /registries_owner_ref/,
      () => list('name', { readable: { ownedBy: ['group:default/g7'] } }),
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

  test('a page far behind is read', async () => {
    const { nextCursor } = await list('name');
    const plan = await planOf(knex, database, () => list('name', {}, nextCursor));
    expect(plan).toMatch(/registries_name_unique/);
    expect(walks(plan)).toEqual([]);
  });
});

async function fill(knex: Knex): Promise<void> {
  const numbers = Array.from({ length: REGISTRIES }, (_, index) => index);
  const ids = numbers.map(() => String(randomUUID()));
  const idOf = (index: number) => ids[index] ?? '';
  const at = (index: number) => new Date(index * 1000).toISOString();
  const credentialOf = (index: number) => idOf(index % CREDENTIALS);
  await knex.batchInsert(
    'credentials',
    numbers.slice(0, CREDENTIALS).map(index => ({
      id: idOf(index),
      name: `c-${index}`,
      kind: 'password',
      hosts: '[]',
      public_fields: '{}',
      revision: 1,
      field_revisions: '{}',
      ...{ created_at: at(index), created_by: 'x', updated_at: at(index), updated_by: 'x' },
    })),
    200,
  );
  await knex.batchInsert(
    'registries',
    numbers.map(index => ({
      id: idOf(index),
      name: `r-${String(index).padStart(5, '0')}`,
      provider: 'generic',
      server: `h${index}.example.com`,
      host: `h${index}.example.com`,
      connection: 'secure',
      purposes: '["pull"]',
      pull_credential_id: credentialOf(index),
      push_credential_id: credentialOf(index),
      is_default: index === 5,
      disabled: false,
      management: 'user',
      owner_ref: `group:default/g${index % 300}`,
      revision: 1,
      field_revisions: '{}',
      ...{ created_at: at(index), created_by: 'x', updated_at: at(index), updated_by: 'x' },
    })),
    200,
  );
  const scope = numbers.map(at => ({
    registry_id: idOf(at),
    entity_ref: `group:default/g${at % 300}`,
  }));
  await knex.batchInsert('registry_scope', scope, 200);
  const labels = numbers.map(at => ({ registry_id: idOf(at), key: 'team', value: `t${at % 300}` }));
  await knex.batchInsert('registry_labels', labels, 200);
  const events = numbers.map(at => ({
    id: `event-${at}`,
    at: new Date(at * 1000).toISOString(),
    ...{ action: at % 300 ? 'registry.update' : 'pull-secret.export', changes: '[]' },
    ...{ actor: `user:default/u${at % 300}`, actor_kind: 'user', outcome: 'succeeded' },
    ...{ target: `registry:r-${String(at).padStart(5, '0')}`, target_id: idOf(at) },
  }));
  await knex.batchInsert('events', events, 90);
}
