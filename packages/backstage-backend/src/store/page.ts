import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { WrongRequestError } from '../http/wrong-request-error.ts';

export const DEFAULT_LIMIT = 50;

/** Which part of a list is wanted. */
export interface PageRequest {
  /** A column, and its direction. */
  readonly sort: Sort;
  readonly limit: number;
  readonly cursor: string | undefined;
  /** What the list is filtered by: a cursor holds for the same only. */
  readonly filters: unknown;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly totalItems: number;
  readonly nextCursor: string | undefined;
}

/**
 * Reads one page by key, so that rows which come and go meanwhile neither repeat nor hide others.
 *
 * @param rows the filtered query over one table with a column `id`; `table` is its name.
 */
export async function readPage<Row extends { readonly id: string }>(
  rows: Knex.QueryBuilder,
  table: string,
  page: PageRequest,
): Promise<Page<Row>> {
  const { sort, limit } = page;
  const direction = sort.descending ? 'desc' : 'asc';
  const key = `${table}.${sort.column}`;
  const query = rows.clone().select(`${table}.*`);
  if (page.cursor !== undefined) {
    const [value, id] = readCursor(page.cursor, page);
    const after = sort.descending ? '<' : '>';
    void query.whereRaw(`(??, ??) ${after} (?, ?)`, [key, `${table}.id`, value, id]);
  }
  const [[{ total }], found] = (await Promise.all([
    rows.clone().count({ total: '*' }),
    query
      .orderBy([
        { column: key, order: direction },
        { column: `${table}.id`, order: direction },
      ])
      .limit(limit + 1),
  ])) as [[{ readonly total: number | string }], Row[]];
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return {
    items,
    totalItems: Number(total),
    nextCursor: last && writeCursor(last, page),
  };
}

type Key = readonly [value: string, id: string];

function writeCursor(row: { readonly id: string }, page: PageRequest): string {
  const value = (row as Readonly<Record<string, unknown>>)[page.sort.column];
  return Buffer.from(JSON.stringify([listOf(page), value, row.id])).toString('base64url');
}

function readCursor(cursor: string, page: PageRequest): Key {
  const [list, value, id] = parsed(cursor);
  const isKey = [value, id].every(part => typeof part === 'string' && !part.includes('\0'));
  if (list !== listOf(page) || !isKey) {
    const message =
      '"cursor" is not of this list. Use the nextCursor of a page with the same filters and sorting, or leave it out.';
    throw new WrongRequestError([{ field: 'cursor', message }]);
  }
  return [value as string, id as string];
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function listOf({ sort, filters }: PageRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([sort, filters]))
    .digest('hex')
    .slice(0, 12);
}

/** `-updatedAt`, as the API writes it, as a column. */
export function parseSort(sort: string): Sort {
  const descending = sort.startsWith('-');
  const field = descending ? sort.slice(1) : sort;
  return { descending, column: field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`) };
}

/** A pattern for `like` that finds the text wherever it stands; its escape character is `\`. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
