import type { Credential } from '@berth/backstage-plugin-berth-common';
import { Cell, CellText, Flex, Link, Text, type ColumnConfig } from '@backstage/ui';
import { ExpiryCell } from '../list/ExpiryCell.tsx';
import { NameCell } from '../list/NameCell.tsx';
import type { PageLinks } from '../registries/page-links.ts';
import { formatWhen } from '../registries/when.ts';
import { kindTitles } from '../registry-form/credential-fields.ts';

/** What is known of a credential without its secret, and who would miss it. */
export function credentialColumns(links: PageLinks): readonly ColumnConfig<Credential>[] {
  return [
    {
      id: 'name',
      minWidth: 135,
      defaultWidth: '5fr',
      label: 'Name',
      isRowHeader: true,
      isSortable: true,
      cell: ({ name, title }) => (
        <NameCell name={name} title={title} href={links.credential(name)} />
      ),
    },
    {
      id: 'kind',
      minWidth: 140,
      defaultWidth: '6fr',
      label: 'Kind',
      isSortable: true,
      // Its words are many, and all of them count.
      cell: ({ kind }) => (
        <Cell>
          <Text variant="body-medium">{kindTitles[kind][0]}</Text>
        </Cell>
      ),
    },
    {
      id: 'hosts',
      minWidth: 135,
      defaultWidth: '6fr',
      label: 'Hosts',
      cell: ({ hosts }) => <CellText title={hosts.length === 0 ? '–' : hosts.join(', ')} />,
    },
    {
      id: 'expiresAt',
      minWidth: 150,
      defaultWidth: '5fr',
      label: 'Ends',
      isSortable: true,
      cell: ({ expiresAt }) => <ExpiryCell expiresAt={expiresAt} />,
    },
    {
      id: 'usedBy',
      minWidth: 125,
      defaultWidth: '5fr',
      label: 'Used by',
      cell: ({ usedBy }) => <UsedByCell names={usedBy} links={links} />,
    },
    {
      id: 'secret',
      minWidth: 150,
      defaultWidth: '6fr',
      label: 'Secret changed',
      cell: credential => <SecretCell credential={credential} />,
    },
  ];
}

const NAMED = 3;

function UsedByCell(props: { readonly names: readonly string[]; readonly links: PageLinks }) {
  const { names, links } = props;
  if (names.length === 0) return <CellText title="No registry" color="secondary" />;
  return (
    <Cell>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {names.slice(0, NAMED).map(name => (
          <Link key={name} href={links.details(name)}>
            {name}
          </Link>
        ))}
        {names.length > NAMED && <Text>{`and ${names.length - NAMED} more`}</Text>}
      </Flex>
    </Cell>
  );
}

function SecretCell({ credential }: { readonly credential: Credential }) {
  const { hasSecret, secretChangedAt, secretChangedBy } = credential;
  if (!hasSecret) return <CellText title="None is stored" color="secondary" />;
  if (secretChangedAt === undefined) return <CellText title="–" />;
  return <CellText title={formatWhen(secretChangedAt)} description={`by ${secretChangedBy}`} />;
}
