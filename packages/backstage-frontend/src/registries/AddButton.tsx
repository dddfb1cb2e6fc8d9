import { Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useId } from 'react';
import type { PermittedActions } from '../api/use-permitted-actions.ts';
import { usePageLinks } from './page-links.ts';

/** Leads to the form; for those who may not add registries it says whom to ask. */
export function AddButton(props: {
  readonly label: string;
  readonly permitted: PermittedActions | undefined;
}) {
  const { label, permitted } = props;
  const links = usePageLinks();
  const reason = useId();
  if (permitted?.may('registry.create') === true) {
    return (
      <ButtonLink href={links.add()} variant="primary" iconStart={<RiAddLine />}>
        {label}
      </ButtonLink>
    );
  }
  return (
    <Flex direction="column" gap="1" align="end">
      <Button variant="primary" iconStart={<RiAddLine />} isDisabled aria-describedby={reason}>
        {label}
      </Button>
      {permitted !== undefined && (
        <Text id={reason} variant="body-small" color="secondary">
          {MAY_NOT_ADD}
        </Text>
      )}
    </Flex>
  );
}

export const MAY_NOT_ADD =
  'You may not add registries. Ask whoever runs this portal for the right to.';
