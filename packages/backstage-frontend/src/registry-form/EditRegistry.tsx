import type { Registry } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { berthApiRef, type BerthApi } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';
import { usePermittedActions } from '../api/use-permitted-actions.ts';
import { useRequest } from '../api/use-request.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { ProviderMark } from '../registries/ProviderMark.tsx';
import { RegistryStatus } from '../registries/RegistryStatus.tsx';
import { FormSkeleton } from './FormSkeleton.tsx';
import { draftOf, type StoredCredential, type StoredEntry } from './registry-draft.ts';
import { RegistryForm } from './RegistryForm.tsx';

export function EditRegistry() {
  const { name = '' } = useParams();
  const berth = useApi(berthApiRef);
  const request = useRequest(() => readStored(berth, name), [berth, name]);
  const permitted = usePermittedActions({ registry: name });
  if (request.state === 'pending' || permitted === undefined) return <FormSkeleton />;
  if (request.state === 'failed') {
    return <RequestFailure error={request.error} onRetry={request.retry} />;
  }
  const { answer } = request;
  return (
    <>
      <Flex align="center" gap="3" pt="4">
        <ProviderMark provider={answer.registry.provider} />
        <Text as="h2" variant="title-small">
          {answer.registry.name}
        </Text>
        <RegistryStatus status={answer.registry.status} />
      </Flex>
      <RegistryForm
        key={answer.etag}
        start={draftOf(answer)}
        stored={answer}
        permitted={permitted}
        onReload={request.retry}
        {...(!permitted.may('registry.update') && { refusal: mayNotChange(answer.registry) })}
      />
    </>
  );
}

function mayNotChange({ owner }: Registry): string {
  const whom = owner === undefined ? 'whoever runs this portal' : `its owner, ${owner},`;
  return `You may not change this registry. Ask ${whom} to.`;
}

async function readStored(berth: BerthApi, name: string): Promise<StoredEntry> {
  const { entry: registry, etag } = await berth.getRegistry(name);
  const { pullCredential: pull, pushCredential: push } = registry;
  const [credential, pushCredential] = await Promise.all([
    pull === undefined ? undefined : readCredential(berth, pull),
    push === undefined || push === pull ? undefined : readCredential(berth, push),
  ]);
  return { registry, etag, credential, pushCredential };
}

/** Who may change a registry may perhaps not read its credential: that is as if it were not there. */
async function readCredential(
  berth: BerthApi,
  name: string,
): Promise<StoredCredential | undefined> {
  try {
    return await berth.getCredential(name);
  } catch (error) {
    if (error instanceof BerthRequestError && error.status === 404) return undefined;
    throw error;
  }
}
