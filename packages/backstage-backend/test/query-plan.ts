import type { Knex } from 'knex';
import { expect } from 'vitest';
import type { Database } from './databases.ts';

/** The steps of a plan that go through a whole table; `found` is what an index has found before. */
export function walks(plan: string): readonly string[] {
  return [...plan.matchAll(/SCAN \w+[^"]*|Seq Scan on \w+/g)]
    .map(([step]) => step)
    .filter(step => !step.includes(' USING ') && step !== 'SCAN found');
}

/** How the database goes about all that is asked, but for the counting of lists. */
export async function planOf(
  knex: Knex,
  database: Database,
  ask: () => Promise<unknown>,
): Promise<string> {
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
  return plans.join('\n');
}
