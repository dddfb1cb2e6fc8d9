import { Flex, Select, Skeleton, Text } from '@backstage/ui';
import { useId, useState } from 'react';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { Panel } from '../surface/Panel.tsx';
import { ALL_ENVIRONMENTS, environmentTitle } from './app-environments.ts';
import { ImageCheck } from './ImageCheck.tsx';
import { Snippets } from './Snippets.tsx';
import type { AppChoices } from './use-app.ts';
import { useEffectiveRegistry } from './use-effective-registry.ts';

/** What to do with the effective registry of one environment: check images, paste. */
export function AppTools({ choices }: { readonly choices: AppChoices }) {
  const [environment, setEnvironment] = useState(ALL_ENVIRONMENTS);
  const id = useId();
  const { answer, error, reload } = useEffectiveRegistry(choices, environment);
  return (
    <Flex direction="column" gap="4" role="region" tabIndex={-1} aria-labelledby={id}>
      <Text as="h2" id={id} variant="title-small" style={{ margin: 0 }}>
        Use it
      </Text>
      {choices.environments.length > 1 && (
        <Select
          label="Environment"
          options={choices.environments.map(id => ({ id, label: environmentTitle(id) }))}
          value={environment}
          onChange={id => setEnvironment(String(id ?? ALL_ENVIRONMENTS))}
          style={{ maxWidth: 340 }}
        />
      )}
      {error !== undefined && <RequestFailure error={error} onRetry={reload} />}
      <div style={GRID}>
        <Panel title="Check an image">
          <ImageCheck effective={answer} mayAddRegistry={choices.mayAddRegistry} />
        </Panel>
        <Panel title="Paste into your manifests and workflow">
          {answer === undefined ? (
            <Skeleton width="100%" height={120} />
          ) : (
            <Snippets effective={answer} />
          )}
        </Panel>
      </div>
    </Flex>
  );
}

const GRID = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
  gap: 16,
  alignItems: 'start',
} as const;
