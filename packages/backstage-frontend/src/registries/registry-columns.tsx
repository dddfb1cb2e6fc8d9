import type { Registry } from '@berth/backstage-plugin-berth-common';
import {
  Badge,
  Cell,
  CellText,
  Flex,
  Link,
  Text,
  VisuallyHidden,
  type ColumnConfig,
} from '@backstage/ui';
import { ExpiryCell } from '../list/ExpiryCell.tsx';
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
      cell: registry => <NameCell registry={registry} href={links.details(registry.name)} />,
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

function NameCell({ registry, href }: { readonly registry: Registry; readonly href: string }) {
  const { name, title } = registry;
  return (
    <Cell>
      <Flex direction="column" gap="0.5">
        <Flex align="center" gap="2">
          <Link href={href} weight="bold" standalone>
            {name}
          </Link>
          {registry.disabled && <Badge size="small">Disabled</Badge>}
          {registry.management === 'managed' && <Badge size="small">Managed</Badge>}
        </Flex>
        {title !== undefined && (
          <Text variant="body-small" color="secondary" truncate>
            {title}
          </Text>
        )}
      </Flex>
    </Cell>
  );
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
