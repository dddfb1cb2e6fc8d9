import type { Registry, Usage, UsageList } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Flex, Skeleton, Table, Text, type ColumnConfig } from '@backstage/ui';
import { useMemo } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { usePages } from '../api/use-pages.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { Panel } from '../surface/Panel.tsx';
import { EntityName } from './EntityName.tsx';
import { LoadMore } from './LoadMore.tsx';

const PAGE = 20;

/** Which apps have chosen the registry, and how. */
export function RegistryUsages({ registry }: { readonly registry: Registry }) {
  const { id } = registry;
  const berth = useApi(berthApiRef);
  const usages = usePages<Usage, UsageList>(
    page => berth.listUsages(id, { ...page, limit: PAGE }),
    [berth, id, registry.default],
  );
  const { items, last } = usages;
  const rows = useMemo(() => items.map((usage, index) => ({ ...usage, id: index })), [last]);
  const hidden = usages.pages.reduce((sum, page) => sum + (page.hidden ?? 0), 0);
  return (
    <Panel title={last === undefined ? 'Used by' : `Used by (${last.totalItems})`}>
      <Flex direction="column" gap="3">
        {last?.default && (
          <Text>
            It is the default: apps that have chosen nothing use it, too, and are not listed.
          </Text>
        )}
        {last === undefined && usages.isPending && <Skeleton height={80} />}
        {last?.totalItems === 0 && (
          <Text color="secondary">
            No app has chosen it. An app chooses on its page in the catalog, or by an annotation.
          </Text>
        )}
        {rows.length > 0 && (
          <Table columnConfig={COLUMNS} data={rows} pagination={{ type: 'none' }} />
        )}
        {hidden > 0 && <Text>{hiddenText(hidden)}</Text>}
        {usages.error && <RequestFailure error={usages.error} onRetry={usages.reload} />}
        <LoadMore pages={usages} what="apps" />
      </Flex>
    </Panel>
  );
}

function hiddenText(count: number): string {
  const what = count === 1 ? '1 choice is' : `${count} choices are`;
  return `${what} by entities that the catalog does not show you.`;
}

type Row = Usage & { readonly id: number };

const SOURCES: Readonly<Record<Usage['source'], string>> = {
  selection: 'Chosen here',
  annotation: 'Annotation',
};

const COLUMNS: readonly ColumnConfig<Row>[] = [
  {
    id: 'app',
    label: 'App',
    minWidth: 190,
    defaultWidth: '2fr',
    isRowHeader: true,
    cell: ({ app }) => (
      <Cell>
        <EntityName entityRef={app} />
      </Cell>
    ),
  },
  text('environment', 'Environment', ({ environment }) => environment ?? 'All'),
  text('source', 'By', ({ source }) => SOURCES[source]),
  text('repository', 'Repository', ({ repository }) => repository ?? '–'),
  text('pullSecretName', 'Pull secret', ({ pullSecretName }) => pullSecretName ?? '–'),
];

function text(id: string, label: string, read: (usage: Usage) => string): ColumnConfig<Row> {
  return {
    ...{ id, label, minWidth: 110, defaultWidth: '1fr' },
    cell: usage => <CellText title={read(usage)} />,
  };
}
