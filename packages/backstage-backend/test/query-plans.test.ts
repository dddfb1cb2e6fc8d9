import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSort } from '../src/store/page.ts';
import { RegistryStore } from '../src/store/registry-store.ts';
import { databases, type Database } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';

const REGISTRIES = 10_000;

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

  const reads: Readonly<Record<string, () => Promise<unknown>>> = {
    'a registry is found by name': () => store.find('r-01234'),
    'a registry is found by id': () => store.find(randomUUID()),
    'the default is found': () => store.findDefault(),
    'a first page is read': () => list('name'),
    'a page is read backwards': () => list('-updatedAt'),
    'the owner’s are read': () => list('name', { readable: { ownedBy: ['group:default/g7'] } }),
    'those of a label are read': () => list('name', { label: [['team', 't7']] }),
    'those of a scope are read': () => list('name', { scope: ['group:default/g7'] }),
    'the users of a credential are found': () => store.findByCredentials([randomUUID()]),
  };

  test.each(Object.keys(reads))('%s', async name => {
    expect(await scans(knex, database, reads[name] ?? (() => Promise.resolve()))).toEqual([]);
  });

  test('a page far behind is read', async () => {
    const { nextCursor } = await list('name');
    const page = () => list('name', {}, nextCursor);
    expect(await scans(knex, database, page)).toEqual([]);
  });
});

/** The parts of the plans of what is asked that walk through a table. */
async function scans(
  knex: Knex,
  database: Database,
  ask: () => Promise<unknown>,
): Promise<readonly string[]> {
  const queries: { readonly sql: string; readonly bindings: readonly string[] }[] = [];
  const listen = (query: (typeof queries)[number]) => void queries.push(query);
  knex.on('query', listen);
  await ask();
  knex.off('query', listen);
  expect(queries.length).toBeGreaterThan(0);
  const plans: string[] = [];
  for (const { sql, bindings } of queries.filter(one => !one.sql.startsWith('select count('))) {
    const explain = database === 'SQLite' ? 'explain query plan' : 'explain';
    const text = database === 'SQLite' ? sql : sql.replaceAll(/\$\d+/g, '?');
    plans.push(JSON.stringify(await knex.raw(`${explain} ${text}`, [...bindings])));
  }
  const walk = database === 'SQLite' ? /SCAN \w+(?! USING)\b[^"]*/g : /Seq Scan on \w+/g;
  return plans.flatMap(plan => plan.match(walk) ?? []).filter(step => !step.includes(' USING '));
}

async function fill(knex: Knex): Promise<void> {
  const numbers = Array.from({ length: REGISTRIES }, (_, index) => index);
  const ids = numbers.map(() => String(randomUUID()));
  const idOf = (index: number) => ids[index] ?? '';
  const at = (index: number) => new Date(index * 1000).toISOString();
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
}
