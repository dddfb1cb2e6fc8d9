import type { BerthApi, PermissionSubject } from './berth-api.ts';
import type { PermittedActions } from './use-permitted-actions.ts';

/** Where it cannot be asked everything is offered, and the backend refuses what it must. */
export async function readPermitted(
  berth: BerthApi,
  subject: PermissionSubject,
): Promise<PermittedActions> {
  try {
    const actions = await berth.listPermittedActions(subject);
    return { may: action => actions.includes(action) };
  } catch {
    return { may: () => true };
  }
}
