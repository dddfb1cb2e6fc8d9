import type { Knex } from 'knex';
import { readPage, type Page, type PageRequest } from './page.ts';
import {
  environmentColumn,
  rowOfSelection,
  selectionOfRow,
  type SelectionRow,
  type StoredSelection,
} from './stored-selection.ts';

/** Which selections a list holds; a property that is absent filters nothing. */
export interface SelectionFilter {
  readonly registryId?: string;
  readonly entityRef?: string | undefined;
  /** `*` for those that hold for all. */
  readonly environment?: string | undefined;
}

/** An entity that has chosen, and since when the catalog has not had it. */
export interface Chooser {
  readonly entityRef: string;
  readonly missingSince: string | undefined;
}

type Found = readonly { readonly name: string }[];

const MAX_COUNTED = 1000;

/** Selections in the database. Inside a transaction, make one of the transaction. */
export class SelectionStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async find(entityRef: string, environment: string): Promise<StoredSelection | undefined> {
    const key = { entity_ref: entityRef, environment: environmentColumn(environment) };
    const row = await this.#rows().where(key).first();
    return row && selectionOfRow(row);
  }

  /** What these entities have chosen for the environment, or for all. */
  async findFor(
    entityRefs: readonly string[],
    environment: string | undefined,
  ): Promise<readonly StoredSelection[]> {
    const environments = [...new Set(['', environmentColumn(environment ?? '')])];
    const rows = await this.#rows()
      .whereIn('entity_ref', entityRefs)
      .whereIn('environment', environments);
    return rows.map(selectionOfRow);
  }

  /** By app, then by environment. */
  async list(
    filter: SelectionFilter,
    page: Pick<PageRequest, 'limit' | 'cursor'>,
  ): Promise<Page<StoredSelection>> {
    const sort = { column: 'position', descending: false };
    const { items, ...rest } = await readPage<SelectionRow>(this.#filtered(filter), 'selections', {
      ...{ ...page, sort, filters: filter },
    });
    return { items: items.map(selectionOfRow), ...rest };
  }

  async count(filter: SelectionFilter): Promise<number> {
    const [row] = (await this.#filtered(filter).count({ total: '*' })) as [
      { readonly total: number | string },
    ];
    return Number(row.total);
  }

  /** How many selections name each of these registries, up to `MAX_COUNTED`: pages stay quick. */
  async countByRegistries(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (ids.length === 0) return new Map();
    const found = this.#knex('selections')
      .select('selections.id')
      .whereRaw('selections.registry_id = registries.id')
      .limit(MAX_COUNTED)
      .as('found');
    const rows = await this.#knex('registries')
      .whereIn('registries.id', ids)
      .select<{ readonly id: string; readonly total: number | string }[]>(
        'registries.id',
        this.#knex.from(found).count('*').as('total'),
      );
    return new Map(rows.map(({ id, total }) => [id, Number(total)]));
  }

  /** Writes the selection as it is given, whether it is there or not. */
  async save(selection: StoredSelection): Promise<void> {
    const { id, ...columns } = rowOfSelection(selection);
    await this.#knex('selections')
      .insert({ id, ...columns })
      .onConflict('id')
      .merge(columns);
  }

  async delete(id: string): Promise<void> {
    await this.#knex('selections').where({ id }).delete();
  }

  /** The first environments that somebody has chosen for; read by skipping through the index. */
  async environments(most: number): Promise<readonly string[]> {
    const next = '(select min(environment) from selections where environment > found.name)';
    const answer = await this.#knex.raw<Found | { readonly rows: Found }>(
      `with recursive found(name) as (
        select min(environment) from selections where environment > ''
        union all select ${next} from found where found.name is not null
      ) select name from found where name is not null limit ?`,
      [most],
    );
    // PostgreSQL answers with the rows and more, SQLite with the rows.
    const rows = 'rows' in answer ? answer.rows : answer;
    return rows.map(({ name }) => name);
  }

  /** Entities that have chosen, in order, after the one that is given. */
  async choosers(after: string, limit: number): Promise<readonly Chooser[]> {
    const rows = await this.#rows()
      .where('entity_ref', '>', after)
      .groupBy('entity_ref')
      .orderBy('entity_ref')
      .limit(limit)
      .clearSelect()
      .select('entity_ref')
      .min({ missing_since: 'missing_since' });
    return (rows as Pick<SelectionRow, 'entity_ref' | 'missing_since'>[]).map(row => ({
      entityRef: row.entity_ref,
      missingSince: row.missing_since ?? undefined,
    }));
  }

  /** Notes since when the catalog has not had these entities; undefined where it has them. */
  async setMissing(entityRefs: readonly string[], since: string | undefined): Promise<void> {
    if (entityRefs.length === 0) return;
    await this.#knex('selections')
      .whereIn('entity_ref', entityRefs)
      .update({ missing_since: since ?? null });
  }

  /** Deletes what these have chosen, if the catalog has not had them since then. */
  async deleteMissing(
    entityRefs: readonly string[],
    since: string,
  ): Promise<readonly StoredSelection[]> {
    const gone = () =>
      this.#knex<SelectionRow>('selections')
        .whereIn('entity_ref', entityRefs)
        .where('missing_since', '<=', since);
    const rows = await gone().orderBy('position').select('*');
    await gone().delete();
    return rows.map(selectionOfRow);
  }

  #rows() {
    return this.#knex<SelectionRow>('selections').select('*');
  }

  #filtered({ registryId, entityRef, environment }: SelectionFilter): Knex.QueryBuilder {
    const query = this.#knex('selections');
    if (registryId !== undefined) void query.where('registry_id', registryId);
    if (entityRef !== undefined) void query.where('entity_ref', entityRef);
    if (environment !== undefined) {
      void query.where('environment', environmentColumn(environment));
    }
    return query;
  }
}
