import { providers } from '@berth/core';
import { Button, Flex, SearchField, Select } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { isFiltered, type RegistryListQuery } from './registry-list-query.ts';
import { statusMeanings } from './status-meaning.ts';

const PROVIDER_OPTIONS = providers.map(({ id, title }) => ({ id, label: title }));
const STATUS_OPTIONS = statusMeanings.map(({ code, title }) => ({ id: code, label: title }));

export function RegistryFilters(props: {
  readonly query: RegistryListQuery;
  readonly onChange: (change: Partial<RegistryListQuery>) => void;
}) {
  const { query, onChange } = props;
  return (
    <Flex gap="3" align="end" style={{ flex: '1 1 560px', flexWrap: 'wrap' }}>
      <Search value={query.search} onChange={search => onChange({ search })} />
      <Select
        label="Provider"
        placeholder="All"
        selectionMode="multiple"
        options={PROVIDER_OPTIONS}
        value={[...query.provider]}
        onChange={ids =>
          onChange({ provider: providers.map(({ id }) => id).filter(id => ids.includes(id)) })
        }
        style={{ flex: '0 1 180px' }}
      />
      <Select
        label="Status"
        placeholder="All"
        selectionMode="multiple"
        options={STATUS_OPTIONS}
        value={[...query.status]}
        onChange={ids =>
          onChange({
            status: statusMeanings.map(({ code }) => code).filter(code => ids.includes(code)),
          })
        }
        style={{ flex: '0 1 160px' }}
      />
      {isFiltered(query) && (
        <Button
          variant="tertiary"
          onPress={() => onChange({ search: '', provider: [], status: [] })}
        >
          Clear filters
        </Button>
      )}
    </Flex>
  );
}

const PAUSE_MS = 250;

/** Tells what is typed after a pause, and follows the URL when that changes by other ways. */
function Search(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === told.current) return undefined;
    const timer = setTimeout(() => {
      told.current = text;
      tell.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <SearchField
      aria-label="Search registries"
      placeholder="Name, title or server"
      value={text}
      onChange={setText}
      style={{ flex: '1 1 220px', maxWidth: 420 }}
    />
  );
}
