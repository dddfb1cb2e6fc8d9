import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Table, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { usePermittedActions } from '../api/use-permitted-actions.ts';
import { parseSort } from '../list/list-query.ts';
import { useListQuery } from '../list/use-list-query.ts';
import { useListTable } from '../list/use-list-table.ts';
import { AddButton } from './AddButton.tsx';
import { NoRegistries } from './NoRegistries.tsx';
import { usePageLinks } from './page-links.ts';
import { RegistryFilters } from './RegistryFilters.tsx';
import { registryColumns } from './registry-columns.tsx';
import {
  formatListQuery,
  isFiltered,
  parseListQuery,
  registryQuery,
  SORTS,
} from './registry-list-query.ts';
import { RequestFailure } from './RequestFailure.tsx';

export function RegistryList() {
  const berth = useApi(berthApiRef);
  const links = usePageLinks();
  const columns = useMemo(() => registryColumns(links), [links]);
  const permitted = usePermittedActions();
  const { query, change } = useListQuery(parseListQuery, formatListQuery);
  const { tableProps, reload, isEmpty } = useListTable({
    query,
    isFiltered: isFiltered(query),
    ask: (page, signal) => berth.listRegistries({ ...registryQuery(query), ...page }, signal),
    onSort: sort => change({ sort: parseSort(sort, SORTS) }),
    onPageSize: limit => change({ limit }),
  });

  if (isEmpty) return <NoRegistries permitted={permitted} />;
  return (
    <Flex direction="column" gap="4" py="4">
      <Flex justify="between" align="end" gap="3" style={{ flexWrap: 'wrap' }}>
        <RegistryFilters query={query} onChange={change} />
        <AddButton label="Add registry" permitted={permitted} />
      </Flex>
      {tableProps.error ? (
        <RequestFailure error={tableProps.error} onRetry={reload} />
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
