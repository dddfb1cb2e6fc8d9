import { providers } from '@berth/core';
import { Button } from '@backstage/ui';
import { useId, useState } from 'react';
import { FilterBar } from '../list/FilterBar.tsx';
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
  return (
    <FilterBar
      isFiltered={isFiltered(query)}
      onClear={() => onChange(NO_FILTER)}
      more={showsMore && <MoreFilters id={more} query={query} onChange={onChange} />}
    >
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
    </FilterBar>
  );
}
