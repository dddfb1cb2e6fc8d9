import { identityApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useRequest } from '../api/use-request.ts';

/** The groups and the user as whom somebody may own; none where nobody is signed in. */
export function useOwnerships(): readonly string[] {
  const identity = useApiHolder().get(identityApiRef);
  const request = useRequest(async () => {
    const { ownershipEntityRefs = [] } = (await identity?.getBackstageIdentity()) ?? {};
    return [...ownershipEntityRefs].sort();
  }, [identity]);
  return request.state === 'done' ? request.answer : [];
}
