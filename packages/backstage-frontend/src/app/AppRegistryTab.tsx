import type { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Alert, Flex, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { useRef, useState } from 'react';
import { PageMessage } from '../registries/PageMessage.tsx';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { useArrival } from '../surface/use-arrival.ts';
import { AddEnvironment } from './AddEnvironment.tsx';
import { AppTools } from './AppTools.tsx';
import { EnvironmentChoice } from './EnvironmentChoice.tsx';
import { useApp, type AppChoices } from './use-app.ts';
import { whoChooses } from './who-chooses.ts';

/** Everything about an app and its registry: choosing, checking images, what to paste. */
export function AppRegistryTab() {
  const { entity } = useEntity();
  const { choices, error, retry } = useApp(entity);
  const tab = useRef<HTMLElement>(null);
  useArrival(tab);
  return (
    <section ref={tab} tabIndex={-1} aria-label="Registry" style={{ outline: 'none' }}>
      {choices !== undefined && <Loaded entity={entity} choices={choices} />}
      {choices === undefined && error !== undefined && (
        <RequestFailure error={error} onRetry={retry} />
      )}
      {choices === undefined && error === undefined && <Loading />}
    </section>
  );
}

function Loading() {
  return (
    <Flex direction="column" gap="4" aria-busy aria-label="Loading">
      {[320, 480, 480].map((width, index) => (
        <Skeleton key={index} width={width} height={40} />
      ))}
    </Flex>
  );
}

function Loaded({ entity, choices }: { readonly entity: Entity; readonly choices: AppChoices }) {
  const [message, setMessage] = useState('');
  const { environments, otherEnvironments, mayChoose, addEnvironment } = choices;
  return (
    <Flex direction="column" gap="6">
      <PageMessage />
      <Flex direction="column" gap="4">
        <Flex direction="column" gap="1">
          <Text as="h2" variant="title-small" style={{ margin: 0 }}>
            Registry by environment
          </Text>
          <Text color="secondary">{introduction(entity)}</Text>
        </Flex>
        {!mayChoose && (
          <Alert
            status="info"
            icon
            title="You may look, and not choose"
            description={whoChooses(entity)}
          />
        )}
        <VisuallyHidden role="status">{message}</VisuallyHidden>
        <div style={GRID}>
          {environments.map(environment => (
            <EnvironmentChoice
              key={environment}
              {...{ entity, choices, environment }}
              onDone={setMessage}
            />
          ))}
        </div>
        {mayChoose && (
          <AddEnvironment
            known={environments}
            suggested={otherEnvironments}
            onAdd={addEnvironment}
          />
        )}
      </Flex>
      <AppTools choices={choices} />
    </Flex>
  );
}

const GRID = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 340px), 1fr))',
  gap: 16,
  alignItems: 'start',
} as const;

function introduction({ kind }: Entity): string {
  const own = 'A choice for one environment comes before the one for all.';
  switch (kind.toLowerCase()) {
    case 'system':
    case 'domain':
      return `What is chosen here holds for all apps in this ${kind.toLowerCase()} that choose nothing themselves. ${own}`;
    case 'group':
      return `What is chosen here holds for all apps of this group that choose nothing themselves, nor their system or domain. ${own}`;
    default:
      return own;
  }
}
