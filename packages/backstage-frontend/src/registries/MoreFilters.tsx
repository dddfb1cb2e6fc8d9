import { Flex, Select } from '@backstage/ui';
import { MultiSelect } from '../list/MultiSelect.tsx';
import type { Purpose, RegistryListQuery, Show } from './registry-list-query.ts';
import { useOwnerships } from './use-ownerships.ts';

/** What few look for. */
export function MoreFilters(props: {
  readonly id: string;
  readonly query: RegistryListQuery;
  readonly onChange: (change: Partial<RegistryListQuery>) => void;
}) {
  const { id, query, onChange } = props;
  const owners = [...new Set([...useOwnerships(), ...query.owner])];
  return (
    <Flex id={id} gap="3" align="end" style={{ flex: '1 1 100%', flexWrap: 'wrap' }}>
      <MultiSelect
        label="Purpose"
        options={PURPOSES}
        value={query.purpose}
        width={160}
        onChange={purpose => onChange({ purpose })}
      />
      <Select
        label="Show"
        options={[...SHOWS]}
        value={query.show ?? 'all'}
        onChange={value => onChange({ show: SHOWN.find(one => one === value) })}
        style={{ flex: '0 1 160px' }}
      />
      {owners.length > 0 && (
        <MultiSelect
          label="Owner"
          options={owners.map(ref => ({ id: ref, label: ref }))}
          value={query.owner}
          width={260}
          onChange={owner => onChange({ owner })}
        />
      )}
    </Flex>
  );
}

const PURPOSES: readonly { readonly id: Purpose; readonly label: string }[] = [
  { id: 'pull', label: 'Pull' },
  { id: 'push', label: 'Push' },
  { id: 'source', label: 'Source of base images' },
];

const SHOWN: readonly Show[] = ['default', 'enabled', 'disabled'];

const SHOWS = [
  { id: 'all', label: 'All' },
  { id: 'default', label: 'The default' },
  { id: 'enabled', label: 'Enabled' },
  { id: 'disabled', label: 'Disabled' },
] as const;
