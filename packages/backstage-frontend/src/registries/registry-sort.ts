import type { SortDescriptor } from '@backstage/ui';
import { DEFAULT_SORT, parseListQuery, type Sort } from './registry-list-query.ts';

/** `-server`, as the URL and the contract write it, as the table has it. */
export function sortDescriptor(sort: Sort): SortDescriptor {
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'descending' }
    : { column: sort, direction: 'ascending' };
}

export function sortOf({ column, direction }: SortDescriptor): Sort {
  const text = `${direction === 'descending' ? '-' : ''}${column}`;
  return parseListQuery(new URLSearchParams({ sort: text })).sort ?? DEFAULT_SORT;
}
