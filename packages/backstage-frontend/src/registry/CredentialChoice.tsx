import { Checkbox, Flex, Text } from '@backstage/ui';
import { useId } from 'react';
import type { RegistryDetails } from './details.ts';

/** Whether the credentials go with a registry; what others use stays. */
export function CredentialChoice(props: {
  readonly details: RegistryDetails;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}) {
  const note = useId();
  const { registry, credential, push, permitted } = props.details;
  const { pullCredential, pushCredential } = registry;
  const names = [...new Set([pullCredential, pushCredential])].filter(name => name !== undefined);
  if (names.length === 0) return null;
  const users = [credential, push?.credential].flatMap(one => one?.usedBy ?? []);
  const others = [...new Set(users)].filter(name => name !== registry.name);
  const text = names.map(name => `"${name}"`).join(' and ');
  if (others.length > 0) {
    return <Text>{keptText(text, names.length, others)}</Text>;
  }
  const mayDelete = permitted.may('credential.delete');
  return (
    <Flex direction="column" gap="1">
      <Checkbox
        isSelected={props.value}
        isDisabled={!mayDelete}
        onChange={props.onChange}
        aria-describedby={note}
      >
        Delete its credential too
      </Checkbox>
      <Text id={note} variant="body-small" color="secondary">
        {!mayDelete && "Only the owner of its credential and Berth's admins may delete it. "}
        {props.value
          ? `The secret of ${text} is gone then. Revoke it at the vendor as well.`
          : `The credential ${text} stays, and another registry can use it.`}
      </Text>
    </Flex>
  );
}

function keptText(names: string, count: number, users: readonly string[]): string {
  return count === 1
    ? `Its credential ${names} stays: ${users.join(', ')} use it, too.`
    : `Its credentials ${names} stay: ${users.join(', ')} use one of them, too.`;
}
