import { useApi } from '@backstage/frontend-plugin-api';
import { berthApiRef, type PermissionSubject } from './berth-api.ts';
import { useRequest } from './use-request.ts';

/**
 * What the caller may do, such as `registry.create`: `undefined` while that is asked. Where it cannot
 * be asked everything is offered, and the backend refuses what it must.
 */
export function usePermittedActions({ registry, app }: PermissionSubject = {}):
  PermittedActions | undefined {
  const berth = useApi(berthApiRef);
  const request = useRequest(
    () =>
      berth.listPermittedActions({
        ...(registry !== undefined && { registry }),
        ...(app !== undefined && { app }),
      }),
    [berth, registry, app],
  );
  if (request.state === 'pending') return undefined;
  if (request.state === 'failed') return { may: () => true };
  return { may: action => request.answer.includes(action) };
}

export interface PermittedActions {
  readonly may: (action: string) => boolean;
}
