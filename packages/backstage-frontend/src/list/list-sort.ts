import type { SortDescriptor } from '@backstage/ui';

/** `-server`, as the URL and the contract write it, as a table has it. */
export function sortDescriptor(sort: string): SortDescriptor {
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'descending' }
    : { column: sort, direction: 'ascending' };
}

/** The inverse of `sortDescriptor`. */
export function sortText({ column, direction }: SortDescriptor): string {
  return `${direction === 'descending' ? '-' : ''}${column}`;
}
