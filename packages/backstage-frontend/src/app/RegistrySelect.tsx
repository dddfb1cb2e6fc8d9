import type { Registry } from '@berth/backstage-plugin-berth-common';
import { providerFor } from '@berth/core';
import { Flex, Select, Text } from '@backstage/ui';
import { useId, useRef, useState } from 'react';
import { currentMeaning } from '../registries/status-meaning.ts';
import { NONE } from './choice-draft.ts';
import { useSelectableRegistries } from './use-selectable-registries.ts';

/** The registries that an app may choose, and none of them. */
export function RegistrySelect(props: {
  readonly app: string;
  /** A name, or `none`; empty while nothing is chosen. */
  readonly value: string;
  /** The one that was chosen before, where it is known. */
  readonly stored: Registry | undefined;
  readonly problem: string | undefined;
  readonly onChange: (name: string, registry: Registry | undefined) => void;
}) {
  const { app, value, stored, problem, onChange } = props;
  const [text, setText] = useState('');
  const problemId = useId();
  const { registries, more, isPending, error } = useSelectableRegistries(app, text);
  // What was found before stays known: the one that is chosen has its name then.
  const known = useRef(new Map<string, Registry>());
  for (const registry of stored === undefined ? registries : [stored, ...registries]) {
    known.current.set(registry.name, registry);
  }
  const isListed = ['', NONE].includes(value) || registries.some(({ name }) => name === value);
  const chosen = known.current.get(value);
  const others = isListed ? [] : [chosen ? optionOf(chosen) : { id: value, label: value }];
  return (
    <Flex direction="column" gap="1">
      <Select
        label="Registry"
        autoFocus
        placeholder={isPending ? 'Loading' : 'Choose one'}
        search={{
          mode: 'server',
          inputValue: text,
          onInputChange: setText,
          placeholder: 'Search by name or server',
        }}
        loading={{ state: isPending ? 'loading' : 'idle' }}
        options={[NO_REGISTRY, ...others, ...registries.map(optionOf)]}
        value={value || null}
        onChange={id => {
          const name = String(id ?? '');
          onChange(name, known.current.get(name));
        }}
        isInvalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        description={`Only those that are enabled, and that have this app in their scope.${more > 0 ? ` ${more} more are found by searching.` : ''}`}
      />
      {problem !== undefined && (
        <Text id={problemId} color="danger">
          {problem}
        </Text>
      )}
      {error !== undefined && (
        <Text color="danger" role="alert">{`The registries are not known: ${error.message}`}</Text>
      )}
    </Flex>
  );
}

const NO_REGISTRY = {
  id: NONE,
  label: 'None, public images',
  description: 'No login, and no pull secret',
};

function optionOf({ name, title, host, provider, status }: Registry) {
  return {
    id: name,
    label: title === undefined ? name : `${title} (${name})`,
    description: `${currentMeaning(status).title} · ${providerFor(provider).title} · ${host}`,
  };
}
