import { useTable, type TableItem } from '@backstage/ui';
import { useMemo, useState } from 'react';
import type { PageQuery } from '../api/berth-api.ts';
import type { ListPage } from '../api/use-pages.ts';
import type { ListQuery } from './list-query.ts';
import { sortDescriptor, sortText } from './list-sort.ts';
import { PAGE_SIZES, parsePageSize } from './page-size.ts';

/** A table whose pages the backend sorts and filters. */
export function useListTable<Item extends TableItem, Query extends ListQuery>(options: {
  readonly query: Query;
  readonly isFiltered: boolean;
  readonly ask: (page: PageQuery, signal: AbortSignal) => Promise<ListPage<Item>>;
  readonly onSort: (sort: string) => void;
  readonly onPageSize: (limit: number) => void;
}) {
  const { query, isFiltered, ask, onSort, onPageSize } = options;
  // What a search has found stays in sight for a while after it was cleared.
  const [ofAll] = useState(() => new WeakSet<readonly Item[]>());
  const table = useTable({
    mode: 'cursor',
    filter: query,
    sort: useMemo(() => sortDescriptor(query.sort), [query.sort]),
    onSortChange: sort => onSort(sortText(sort)),
    paginationOptions: {
      pageSize: query.limit,
      pageSizeOptions: PAGE_SIZE_OPTIONS,
      onPageSizeChange: size => onPageSize(parsePageSize(String(size))),
    },
    getData: async ({ cursor, pageSize, signal }) => {
      const asked = { limit: pageSize, ...(cursor !== undefined && { cursor }) };
      const page = await ask(asked, signal);
      const { nextCursor } = page.pageInfo;
      const data = [...page.items];
      if (!isFiltered) ofAll.add(data);
      return {
        data,
        totalCount: page.totalItems,
        ...(nextCursor !== undefined && { nextCursor }),
      };
    },
  });
  const { data, error, isPending } = table.tableProps;
  const isEmpty = !isPending && !error && !isFiltered && data?.length === 0 && ofAll.has(data);
  return {
    ...table,
    /** There is nothing at all, whatever is looked for. */
    isEmpty,
  };
}

const PAGE_SIZE_OPTIONS = PAGE_SIZES.map(value => ({ label: `${value} rows`, value }));
