import type { Knex } from 'knex';

/** What rows are sorted by: a column, and the id where that is the same; both are of one table. */
export interface RowOrder {
  readonly key: string;
  readonly id: string;
  /** Rows without it come last, whichever way round. */
  readonly isNullable?: boolean;
  /** Brings in the table of these columns, where it is not the one that is listed. */
  readonly join?: (rows: Knex.QueryBuilder) => void;
}

/** Of the last row that was read. */
export interface Place {
  readonly value: string | null;
  readonly id: string;
}

interface Part {
  readonly descending: boolean;
  readonly limit: number;
  readonly after: Place | undefined;
}

/** Reads the rows behind a place, by the index over key and id. */
export async function readInOrder(
  rows: Knex.QueryBuilder,
  order: RowOrder,
  part: Part,
): Promise<readonly unknown[]> {
  const { key, isNullable } = order;
  if (!isNullable) return readPart(rows, order, part);
  // Databases disagree where rows without the key are, so they are read by themselves.
  const isBehind = part.after?.value === null;
  const valued = isBehind ? [] : await readPart(rows.clone().whereNotNull(key), order, part);
  const limit = part.limit - valued.length;
  if (limit === 0) return valued;
  const others = { ...part, limit, after: isBehind ? part.after : undefined };
  return [...valued, ...(await readPart(rows.clone().whereNull(key), order, others))];
}

async function readPart(
  rows: Knex.QueryBuilder,
  { key, id }: RowOrder,
  { descending, limit, after }: Part,
): Promise<readonly unknown[]> {
  const compared = descending ? '<' : '>';
  if (after?.value === null) void rows.whereRaw(`?? ${compared} ?`, [id, after.id]);
  else if (after)
    void rows.whereRaw(`(??, ??) ${compared} (?, ?)`, [key, id, after.value, after.id]);
  const direction = descending ? 'desc' : 'asc';
  const columns = [key, id].map(column => ({ column, order: direction }));
  return (await rows.orderBy(columns).limit(limit)) as unknown[];
}
