import type { Registry } from '@berth/backstage-plugin-berth-common';
import { Badge, Cell, CellText, Text, VisuallyHidden, type ColumnConfig } from '@backstage/ui';
import { ExpiryCell } from '../list/ExpiryCell.tsx';
import { NameCell } from '../list/NameCell.tsx';
import type { PageLinks } from './page-links.ts';
import { ProviderName } from './ProviderMark.tsx';
import { RegistryStatus } from './RegistryStatus.tsx';
import { usage } from './registry-usage.ts';

/** In the order that people know from the command line, then what only a page has room for. */
export function registryColumns(links: PageLinks): readonly ColumnConfig<Registry>[] {
  return [
    {
      id: 'name',
      minWidth: 135,
      defaultWidth: '6fr',
      label: 'Name',
      isRowHeader: true,
      isSortable: true,
      cell: ({ name, title, disabled, management }) => (
        <NameCell name={name} title={title} href={links.details(name)}>
          {disabled && <Badge size="small">Disabled</Badge>}
          {management === 'managed' && <Badge size="small">Managed</Badge>}
        </NameCell>
      ),
    },
    {
      id: 'status',
      minWidth: 125,
      defaultWidth: '5fr',
      label: 'Status',
      isSortable: true,
      cell: ({ status }) => (
        <Cell>
          <RegistryStatus status={status} />
        </Cell>
      ),
    },
    {
      id: 'server',
      minWidth: 135,
      defaultWidth: '7fr',
      label: 'Server',
      isSortable: true,
      cell: ({ server }) => <CellText title={server} />,
    },
    {
      id: 'email',
      minWidth: 85,
      defaultWidth: '5fr',
      label: 'Email',
      cell: ({ login }) => <CellText title={login?.email ?? '–'} />,
    },
    {
      id: 'username',
      minWidth: 110,
      defaultWidth: '4fr',
      label: 'Username',
      cell: ({ login }) => <CellText title={login?.username ?? '–'} />,
    },
    {
      id: 'provider',
      minWidth: 115,
      defaultWidth: '6fr',
      label: 'Provider',
      isSortable: true,
      cell: ({ provider }) => (
        <Cell>
          <ProviderName provider={provider} />
        </Cell>
      ),
    },
    {
      id: 'default',
      minWidth: 90,
      defaultWidth: '3fr',
      label: 'Default',
      cell: registry => <CellText title={registry.default ? 'Default' : '–'} />,
    },
    {
      id: 'usedBy',
      minWidth: 85,
      defaultWidth: '3fr',
      label: 'Used by',
      cell: ({ usedBy }) => <UsedByCell usedBy={usedBy} />,
    },
    {
      id: 'expiresAt',
      minWidth: 125,
      defaultWidth: '6fr',
      label: 'Expires',
      isSortable: true,
      cell: ({ expiresAt }) => <ExpiryCell expiresAt={expiresAt} />,
    },
  ];
}

function UsedByCell({ usedBy }: Pick<Registry, 'usedBy'>) {
  const { count, title } = usage(usedBy);
  return (
    <Cell>
      <Text variant="body-medium" title={title}>
        {count}
        <VisuallyHidden>{`: ${title}`}</VisuallyHidden>
      </Text>
    </Cell>
  );
}
