import { Flex, Text } from '@backstage/ui';
import { useId } from 'react';

/** A day, as the browser asks for it. */
export function DateField(props: {
  readonly label: string;
  readonly description: string;
  /** `2027-01-31`, or nothing. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
}) {
  const { problem } = props;
  const id = useId();
  return (
    <Flex direction="column" gap="1">
      <label htmlFor={id}>
        <Text variant="body-small">{props.label}</Text>
      </label>
      <Text id={`${id}-description`} variant="body-small" color="secondary">
        {props.description}
      </Text>
      <input
        id={id}
        type="date"
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
        aria-describedby={`${id}-description${problem === undefined ? '' : ` ${id}-problem`}`}
        aria-invalid={problem !== undefined}
        style={{
          ...{ alignSelf: 'start', font: 'inherit', padding: '6px 10px', colorScheme: 'inherit' },
          ...{ color: 'var(--bui-fg-primary)', background: 'var(--bui-bg-neutral-1)' },
          ...{ border: '1px solid var(--bui-border-2)', borderRadius: 'var(--bui-radius-2)' },
        }}
      />
      {problem !== undefined && (
        <Text id={`${id}-problem`} variant="body-small" color="danger">
          {problem}
        </Text>
      )}
    </Flex>
  );
}
