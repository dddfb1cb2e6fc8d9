import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { berthApiRef } from '../api/berth-api.ts';
import { useKeptRequest } from '../api/use-kept-request.ts';
import { usePageLinks } from '../registries/page-links.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { NotThere } from '../surface/NotThere.tsx';
import { isStatus, readDetails } from './details.ts';
import { RegistryOverview } from './RegistryOverview.tsx';

/** One registry: what it is, how it is, who uses it, and what can be done with it. */
export function RegistryPage() {
  const { name = '' } = useParams();
  const berth = useApi(berthApiRef);
  const links = usePageLinks();
  const { answer, error, reload } = useKeptRequest(() => readDetails(berth, name), [berth, name]);
  if (isStatus(error, 404)) {
    const list = { title: 'All registries', href: links.list };
    return <NotThere what="registry" name={name} list={list} />;
  }
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
