import { useApi } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { berthApiRef } from '../api/berth-api.ts';
import { useKeptRequest } from '../api/use-kept-request.ts';
import { usePageLinks } from '../registries/page-links.ts';
import { RequestFailure } from '../registries/RequestFailure.tsx';
import { isStatus } from '../registry/details.ts';
import { FormSkeleton } from '../registry-form/FormSkeleton.tsx';
import { NotThere } from '../surface/NotThere.tsx';
import { CredentialHeader } from './CredentialHeader.tsx';
import { CredentialOverview } from './CredentialOverview.tsx';
import { readCredentialDetails } from './credential-details.ts';

/** One credential: what it is for, who uses it, and what can be done with it. */
export function CredentialPage() {
  const { name = '' } = useParams();
  const berth = useApi(berthApiRef);
  const links = usePageLinks();
  const request = useKeptRequest(() => readCredentialDetails(berth, name), [berth, name]);
  const { answer, error, reload } = request;
  if (isStatus(error, 404)) {
    const list = { title: 'All credentials', href: links.credentials };
    return <NotThere what="credential" name={name} list={list} />;
  }
  return (
    <Flex direction="column" gap="4" py="4">
      {error && <RequestFailure error={error} onRetry={reload} />}
      {answer && <CredentialHeader details={answer} onChanged={reload} />}
      {answer && <CredentialOverview credential={answer.credential} />}
      {!answer && !error && <FormSkeleton />}
    </Flex>
  );
}
