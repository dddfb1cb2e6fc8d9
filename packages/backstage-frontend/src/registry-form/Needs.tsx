import type { ProviderId } from '@berth/core';
import { Flex, Text } from '@backstage/ui';

const GOOGLE: readonly string[] = [
  'An active Google Cloud account',
  'The ID of the project, which is not its name',
  'The API of the registry enabled in that project: step 1',
];

const NEEDS: Readonly<Partial<Record<ProviderId, readonly string[]>>> = {
  gar: GOOGLE,
  gcr: GOOGLE,
};

/** What must be there before the first step. */
export function Needs({ provider }: { readonly provider: ProviderId }) {
  const needs = NEEDS[provider];
  if (needs === undefined) return null;
  return (
    <Flex direction="column" gap="1">
      <Text as="h3" weight="bold">
        You need
      </Text>
      <ul aria-label="You need" style={{ margin: 0, paddingInlineStart: 20 }}>
        {needs.map(need => (
          <li key={need}>
            <Text>{need}</Text>
          </li>
        ))}
      </ul>
    </Flex>
  );
}
