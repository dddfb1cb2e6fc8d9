import { useApi } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Skeleton, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { berthApiRef } from '../api/berth-api.ts';
import { useKeptRequest } from '../api/use-kept-request.ts';
import { usePageLinks } from '../registries/page-links.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { isStatus, readDetails } from './details.ts';
import { RegistryOverview } from './RegistryOverview.tsx';

/** One registry: what it is, how it is, who uses it, and what can be done with it. */
export function RegistryPage() {
  const { name = '' } = useParams();
  const berth = useApi(berthApiRef);
  const { answer, error, reload } = useKeptRequest(() => readDetails(berth, name), [berth, name]);
  if (isStatus(error, 404)) return <NotThere name={name} />;
  return (
    <Flex direction="column" gap="4" py="4">
      {error && <RequestFailure error={error} onRetry={reload} />}
      {answer && <RegistryOverview details={answer} onChanged={reload} />}
      {!answer && !error && <Loading />}
    </Flex>
  );
}

function Loading() {
  return (
    <Flex direction="column" gap="4" aria-busy aria-label="Loading" role="group">
      <Skeleton width={280} height={36} />
      <Skeleton width="100%" height={180} />
      <Skeleton width="100%" height={140} />
      <Skeleton width="100%" height={140} />
    </Flex>
  );
}

function NotThere({ name }: { readonly name: string }) {
  const links = usePageLinks();
  return (
    <Flex direction="column" gap="4" py="6" align="start">
      <Text as="h2" variant="title-small">
        {`There is no registry "${name}"`}
      </Text>
      <Text color="secondary">
        It was deleted, its name is spelled another way, or it is not yours to see.
      </Text>
      <ButtonLink href={links.list} variant="primary">
        All registries
      </ButtonLink>
    </Flex>
  );
}
