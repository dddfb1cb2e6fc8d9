import { providers, type ProviderId } from '@berth/core';
import { Flex, Text } from '@backstage/ui';
import { useId } from 'react';
import { ProviderMark } from '../registries/ProviderMark.tsx';
import { providerSummaries } from './provider-summary.ts';

/** All providers at a glance, as one group of radio buttons. */
export function ProviderChoice(props: {
  readonly value: ProviderId | undefined;
  readonly onChange: (provider: ProviderId) => void;
}) {
  const name = useId();
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ padding: 0, marginBottom: 8 }}>
        <Text variant="body-small">Provider</Text>
      </legend>
      <div
        style={{
          display: 'grid',
          gap: 8,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 230px), 1fr))',
        }}
      >
        {providers.map(({ id, title }) => (
          <label key={id} style={tile(id === props.value)}>
            <input
              type="radio"
              name={name}
              value={id}
              checked={id === props.value}
              onChange={() => props.onChange(id)}
              aria-label={title}
              aria-describedby={`${name}-${id}`}
              style={{ accentColor: 'var(--bui-accent-bg)', flex: 'none', margin: 0 }}
            />
            <ProviderMark provider={id} />
            <Flex direction="column" gap="0.5" style={{ minWidth: 0 }}>
              <Text weight="bold">{title}</Text>
              <Text id={`${name}-${id}`} variant="body-small" color="secondary">
                {providerSummaries[id]}
              </Text>
            </Flex>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function tile(isChosen: boolean) {
  return {
    ...{ display: 'flex', alignItems: 'center', gap: 10, padding: '10px 12px', cursor: 'pointer' },
    borderRadius: 'var(--bui-radius-3)',
    background: 'var(--bui-bg-neutral-1)',
    border: `2px solid ${isChosen ? 'var(--bui-ring)' : 'transparent'}`,
  } as const;
}
