import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { WrongRequestError } from '../http/wrong-request-error.ts';
import { readInOrder, type Place, type RowOrder } from './row-order.ts';

export const DEFAULT_LIMIT = 50;

/** Which part of a list is wanted. */
export interface PageRequest {
  /** A column, and its direction. */
  readonly sort: Sort;
  /** Where it is not by a column of the table that every row has. */
  readonly order?: RowOrder | undefined;
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
  const order = page.order ?? { key: `${table}.${sort.column}`, id: `${table}.id` };
  const ordered = rows.clone().select(`${table}.*`, { page_key: order.key });
  order.join?.(ordered);
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor, page);
  const part = { descending: sort.descending, limit: limit + 1, after };
  const [[{ total }], found] = (await Promise.all([
    rows.clone().count({ total: '*' }),
    readInOrder(ordered, order, part),
  ])) as [[{ readonly total: number | string }], KeyedRow<Row>[]];
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return {
    items,
    totalItems: Number(total),
    nextCursor: last && writeCursor(last, page),
  };
}

type KeyedRow<Row> = Row & { readonly page_key: string | null };

function writeCursor(
  { id, page_key: value }: KeyedRow<{ readonly id: string }>,
  page: PageRequest,
) {
  return Buffer.from(JSON.stringify([listOf(page), value, id])).toString('base64url');
}

function readCursor(cursor: string, page: PageRequest): Place {
  const [list, value, id] = parsed(cursor);
  if (list === listOf(page) && (value === null || isText(value)) && isText(id)) {
    return { value, id };
  }
  const message =
    '"cursor" is not of this list. Use the nextCursor of a page with the same filters and sorting, or leave it out.';
  throw new WrongRequestError([{ field: 'cursor', message }]);
}

/** PostgreSQL has no text with a zero in it. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
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
