import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, Text } from '@backstage/ui';
import { berthApiRef } from '../api/berth-api.ts';
import { useRequest } from '../api/use-request.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { appWorkflow, type AppWorkflow } from './app-workflow.ts';
import { CopyableCode } from './CopyableCode.tsx';

/** What an app's manifests and workflow need, to paste. */
export function Snippets({ effective }: { readonly effective: EffectiveRegistry }) {
  const berth = useApi(berthApiRef);
  const { registry, snippets, repository } = effective;
  const request = useRequest(
    () => appWorkflow(berth, effective),
    [berth, registry?.id, registry?.updatedAt, repository],
  );
  if (registry === undefined) {
    return <Text color="secondary">Choose a registry, and what to paste is here.</Text>;
  }
  return (
    <Flex direction="column" gap="4">
      {snippets === undefined ? (
        <Text color="secondary">No pull secret is needed in the cluster.</Text>
      ) : (
        <>
          <CopyableCode title="In the spec of the pod template" code={snippets.podTemplate} />
          <CopyableCode
            title="Or once, for all pods of a namespace"
            code={snippets.serviceAccount}
          />
        </>
      )}
      {request.state === 'pending' && <Skeleton width="100%" height={120} />}
      {request.state === 'failed' && (
        <RequestFailure error={request.error} onRetry={request.retry} />
      )}
      {request.state === 'done' && request.answer !== undefined && (
        <Workflow snippet={request.answer} hasImages={repository !== undefined} />
      )}
      {!registry.purposes.includes('push') && (
        <Text variant="body-small" color="secondary">
          This registry was entered to pull only: its login may be refused when a workflow pushes.
        </Text>
      )}
    </Flex>
  );
}

function Workflow(props: { readonly snippet: AppWorkflow; readonly hasImages: boolean }) {
  const { steps, permissions, secrets, variables, isAssumed } = props.snippet;
  return (
    <>
      <CopyableCode title="Permissions of the job on GitHub" code={permissions} />
      <CopyableCode
        title={props.hasImages ? 'Steps that build and push' : 'Step that logs in'}
        code={steps}
      />
      {isAssumed && (
        <Text variant="body-small">
          You may not see the login that pushes: the steps have the usual one of this provider. Ask
          whoever runs this portal whether it is.
        </Text>
      )}
      {secrets.length > 0 && (
        <Text variant="body-small">
          {`Create in the repository's settings, under Secrets: ${secrets.join(', ')}.`}
        </Text>
      )}
      {variables.length > 0 && (
        <Text variant="body-small">
          {`Create in the repository's settings, under Variables: ${variables.join(', ')}.`}
        </Text>
      )}
      {!props.hasImages && (
        <Text variant="body-small" color="secondary">
          Choose a repository as well, and the steps build and push.
        </Text>
      )}
    </>
  );
}
