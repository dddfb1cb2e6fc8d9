import type { Registry } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { berthApiRef, type BerthApi } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';
import { useRequest } from '../api/use-request.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { ProviderMark } from '../registries/ProviderMark.tsx';
import { RegistryStatus } from '../registries/RegistryStatus.tsx';
import { mainSecret } from './credential-fields.ts';
import { draftOf, type StoredCredential, type StoredEntry } from './registry-draft.ts';
import { RegistryForm } from './RegistryForm.tsx';

export function EditRegistry() {
  const { name = '' } = useParams();
  const berth = useApi(berthApiRef);
  const request = useRequest(() => readStored(berth, name), [berth, name]);
  if (request.state === 'pending') {
    return (
      <Flex direction="column" gap="4" py="4" aria-busy aria-label="Loading">
        {[240, 420, 420, 420].map((width, index) => (
          <Skeleton key={index} width={width} height={32} />
        ))}
      </Flex>
    );
  }
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
      <RegistryForm key={answer.etag} start={draftOf(answer)} stored={answer} />
    </>
  );
}

async function readStored(berth: BerthApi, name: string): Promise<StoredEntry> {
  const { entry: registry, etag } = await berth.getRegistry(name);
  return { registry, etag, credential: await readCredential(berth, registry) };
}

/** Who may change a registry may perhaps not read its credential: that is as if it were not there. */
async function readCredential(
  berth: BerthApi,
  { pullCredential: name, login }: Registry,
): Promise<StoredCredential | undefined> {
  if (name === undefined || login === undefined) return undefined;
  try {
    return await berth.getCredential(name);
  } catch (error) {
    if (!(error instanceof BerthRequestError) || error.status !== 404) throw error;
    return { ...login, name, hasSecret: mainSecret(login.kind) !== undefined };
  }
}
