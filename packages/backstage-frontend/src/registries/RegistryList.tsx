import type { Registry } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Table, Text, useTable } from '@backstage/ui';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { berthApiRef } from '../api/berth-api.ts';
import { usePermittedActions } from '../api/use-permitted-actions.ts';
import { AddButton } from './AddButton.tsx';
import { usePageLinks } from './page-links.ts';
import { RegistryFilters } from './RegistryFilters.tsx';
import { registryColumns } from './registry-columns.tsx';
import {
  formatListQuery,
  isFiltered,
  PAGE_SIZES,
  parseListQuery,
  registryQuery,
  type RegistryListQuery,
} from './registry-list-query.ts';
import { NoRegistries } from './NoRegistries.tsx';
import { RequestFailure } from './RequestFailure.tsx';
import { sortDescriptor, sortOf } from './registry-sort.ts';

export function RegistryList() {
  const links = usePageLinks();
  const columns = useMemo(() => registryColumns(links), [links]);
  const permitted = usePermittedActions();
  const { query, change } = useListQuery();
  const { tableProps, reload, isOfAll } = useRegistries(query, change);
  const { data, error, isPending } = tableProps;

  const isEmpty = !isPending && data?.length === 0 && isOfAll(data);
  if (isEmpty && !error && !isFiltered(query)) return <NoRegistries permitted={permitted} />;
  return (
    <Flex direction="column" gap="4" py="4">
      <Flex justify="between" align="end" gap="3" style={{ flexWrap: 'wrap' }}>
        <RegistryFilters query={query} onChange={change} />
        <AddButton label="Add registry" permitted={permitted} />
      </Flex>
      {error ? (
        <RequestFailure error={error} onRetry={reload} />
      ) : (
        <Table
          {...tableProps}
          columnConfig={columns}
          emptyState={<Text>No registry matches these filters.</Text>}
        />
      )}
    </Flex>
  );
}

function useListQuery() {
  const [parameters, setParameters] = useSearchParams();
  const text = parameters.toString();
  const query = useMemo(() => parseListQuery(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (changed: Partial<RegistryListQuery>) =>
      setParameters(now => formatListQuery({ ...parseListQuery(now), ...changed }), {
        replace: true,
      }),
    [setParameters],
  );
  return { query, change };
}

function useRegistries(
  query: RegistryListQuery,
  change: (changed: Partial<RegistryListQuery>) => void,
) {
  const berth = useApi(berthApiRef);
  // What a search has found stays in sight for a while after it was cleared.
  const [ofAll] = useState(() => new WeakSet<readonly Registry[]>());
  const table = useTable({
    mode: 'cursor',
    filter: query,
    sort: useMemo(() => sortDescriptor(query.sort), [query.sort]),
    onSortChange: sort => change({ sort: sortOf(sort) }),
    paginationOptions: {
      pageSize: query.limit,
      pageSizeOptions: PAGE_SIZE_OPTIONS,
      onPageSizeChange: size =>
        change({ limit: PAGE_SIZES.find(one => one === size) ?? query.limit }),
    },
    getData: async ({ cursor, pageSize, signal }) => {
      const asked = { ...registryQuery(query), limit: pageSize };
      const page = await berth.listRegistries(
        cursor === undefined ? asked : { ...asked, cursor },
        signal,
      );
      const { nextCursor } = page.pageInfo;
      const data = [...page.items];
      if (!isFiltered(query)) ofAll.add(data);
      return {
        data,
        totalCount: page.totalItems,
        ...(nextCursor !== undefined && { nextCursor }),
      };
    },
  });
  return { ...table, isOfAll: (data: readonly Registry[]) => ofAll.has(data) };
}

const PAGE_SIZE_OPTIONS = PAGE_SIZES.map(value => ({ label: `${value} rows`, value }));
