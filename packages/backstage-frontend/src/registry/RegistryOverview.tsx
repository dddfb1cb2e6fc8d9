import { Flex, Grid } from '@backstage/ui';
import { useState } from 'react';
import { CredentialFacts } from './CredentialFacts.tsx';
import type { RegistryDetails } from './details.ts';
import { RegistryEvents } from './RegistryEvents.tsx';
import { RegistryFacts } from './RegistryFacts.tsx';
import { RegistryHeader } from './RegistryHeader.tsx';
import { RegistryUsages } from './RegistryUsages.tsx';
import { StatusPanel } from './StatusPanel.tsx';

export function RegistryOverview(props: {
  readonly details: RegistryDetails;
  readonly onChanged: () => void;
}) {
  const { details, onChanged } = props;
  const { registry } = details;
  const [deeds, setDeeds] = useState(0);
  const [secrets, setSecrets] = useState(0);
  const changed = () => {
    setDeeds(count => count + 1);
    onChanged();
  };
  return (
    <>
      <RegistryHeader
        details={details}
        onChanged={changed}
        onNewSecret={() => setSecrets(count => count + 1)}
      />
      <Grid.Root columns={{ initial: '1', md: '12' }} gap="4">
        <Grid.Item colSpan={{ initial: '1', md: '7' }}>
          <Flex direction="column" gap="4">
            {/* What a check told was of the secret that was stored then. */}
            <StatusPanel key={secrets} details={details} onChanged={changed} />
            <CredentialFacts details={details} />
          </Flex>
        </Grid.Item>
        <Grid.Item colSpan={{ initial: '1', md: '5' }}>
          <RegistryFacts registry={registry} />
        </Grid.Item>
      </Grid.Root>
      <RegistryUsages registry={registry} />
      <RegistryEvents details={details} deeds={deeds} />
    </>
  );
}
