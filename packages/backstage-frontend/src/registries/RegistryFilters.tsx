import { providers } from '@berth/core';
import { Button, Flex } from '@backstage/ui';
import { useId, useRef, useState } from 'react';
import { ListSearch } from '../list/ListSearch.tsx';
import { MultiSelect } from '../list/MultiSelect.tsx';
import { MoreFilters } from './MoreFilters.tsx';
import {
  isFiltered,
  isFilteredByMore,
  NO_FILTER,
  type RegistryListQuery,
} from './registry-list-query.ts';
import { statusMeanings } from './status-meaning.ts';

const PROVIDER_OPTIONS = providers.map(({ id, title }) => ({ id, label: title }));
const STATUS_OPTIONS = statusMeanings.map(({ code, title }) => ({ id: code, label: title }));

/** What most look for is in sight; the rest is one press away, and in sight while it filters. */
export function RegistryFilters(props: {
  readonly query: RegistryListQuery;
  readonly onChange: (change: Partial<RegistryListQuery>) => void;
}) {
  const { query, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const more = useId();
  const showsMore = isOpen || isFilteredByMore(query);
  const filters = useRef<HTMLDivElement>(null);
  const clear = () => {
    onChange(NO_FILTER);
    // The button is gone then; the search is the first of what stays.
    filters.current?.querySelector('input')?.focus();
  };
  return (
    <Flex ref={filters} gap="3" align="end" style={{ flex: '1 1 560px', flexWrap: 'wrap' }}>
      <ListSearch
        label="Search registries"
        placeholder="Name, title or server"
        value={query.search}
        onChange={search => onChange({ search })}
      />
      <MultiSelect
        label="Provider"
        options={PROVIDER_OPTIONS}
        value={query.provider}
        width={180}
        onChange={provider => onChange({ provider })}
      />
      <MultiSelect
        label="Status"
        options={STATUS_OPTIONS}
        value={query.status}
        width={160}
        onChange={status => onChange({ status })}
      />
      {!isFilteredByMore(query) && (
        <Button
          variant="tertiary"
          aria-expanded={showsMore}
          {...(showsMore && { 'aria-controls': more })}
          onPress={() => setOpen(now => !now)}
        >
          {isOpen ? 'Fewer filters' : 'More filters'}
        </Button>
      )}
      {isFiltered(query) && (
        <Button variant="tertiary" onPress={clear}>
          Clear filters
        </Button>
      )}
      {showsMore && <MoreFilters id={more} query={query} onChange={onChange} />}
    </Flex>
  );
}
