import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Table, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { FilterBar } from '../list/FilterBar.tsx';
import { parseSort } from '../list/list-query.ts';
import { ListSearch } from '../list/ListSearch.tsx';
import { MultiSelect } from '../list/MultiSelect.tsx';
import { useListQuery } from '../list/use-list-query.ts';
import { useListTable } from '../list/use-list-table.ts';
import { usePageLinks } from '../registries/page-links.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { credentialColumns } from './credential-columns.tsx';
import {
  credentialQuery,
  formatListQuery,
  isFiltered,
  KINDS,
  parseListQuery,
  SORTS,
} from './credential-list-query.ts';
import { NoCredentials } from './NoCredentials.tsx';

/** What is stored to log in with, also what no registry uses any more. */
export function CredentialList() {
  const berth = useApi(berthApiRef);
  const links = usePageLinks();
  const columns = useMemo(() => credentialColumns(links), [links]);
  const { query, change } = useListQuery(parseListQuery, formatListQuery);
  const { tableProps, reload, isEmpty } = useListTable({
    query,
    isFiltered: isFiltered(query),
    ask: (page, signal) => berth.listCredentials({ ...credentialQuery(query), ...page }, signal),
    onSort: sort => change({ sort: parseSort(sort, SORTS) }),
    onPageSize: limit => change({ limit }),
  });

  if (isEmpty) return <NoCredentials />;
  return (
    <Flex direction="column" gap="4" py="4">
      {/* In a row, as it takes its width by its share of that. */}
      <Flex>
        <FilterBar isFiltered={isFiltered(query)} onClear={() => change({ search: '', kind: [] })}>
          <ListSearch
            label="Search credentials"
            placeholder="Name, title or host"
            value={query.search}
            onChange={search => change({ search })}
          />
          <MultiSelect
            label="Kind"
            options={KINDS}
            value={query.kind}
            width={260}
            onChange={kind => change({ kind })}
          />
        </FilterBar>
      </Flex>
      {tableProps.error ? (
        <RequestFailure error={tableProps.error} onRetry={reload} />
      ) : (
        <Table
          {...tableProps}
          columnConfig={columns}
          emptyState={<Text>No credential matches these filters.</Text>}
        />
      )}
    </Flex>
  );
}
