import {
  credentialCreatePermission,
  credentialDeletePermission,
  credentialUpdatePermission,
  eventReadPermission,
  pullSecretExportPermission,
  registryCheckPermission,
  registryCreatePermission,
  registryDeletePermission,
  registryReadPermission,
  registryUpdatePermission,
  registryUsePermission,
  selectionUpdatePermission,
  type PermittedAction,
} from '@berth/backstage-plugin-berth-common';
import type { Permission } from '@backstage/plugin-permission-common';
import { NOTHING, type AccessSubject } from './access-filter.ts';
import type { Caller } from './caller.ts';

/** What somebody asks about; each may be absent. */
export interface PermissionSubjects {
  readonly registry?: AccessSubject | undefined;
  /** The one that pulls from the registry. */
  readonly pullCredential?: AccessSubject | undefined;
  /** All that the registry has. */
  readonly credentials?: readonly AccessSubject[];
  /** Of an app. */
  readonly owners?: readonly string[] | undefined;
}

/** What may be done to a registry that is there. */
export const registryPermissions = [
  registryReadPermission,
  registryUpdatePermission,
  registryDeletePermission,
  registryUsePermission,
  registryCheckPermission,
  pullSecretExportPermission,
];

/** What a caller may do, sorted. */
export async function permittedActions(
  caller: Caller,
  { registry, pullCredential, credentials = [], owners }: PermissionSubjects,
): Promise<PermittedAction[]> {
  const permitted: Permission[] = [];
  const ask = async (permission: Permission, subject?: AccessSubject) => {
    if (await caller.may(permission, subject)) permitted.push(permission);
  };
  for (const permission of WITHOUT_SUBJECT) await ask(permission);
  if (registry !== undefined) {
    for (const permission of registryPermissions) await ask(permission, registry);
  } else if ((await caller.readable(registryReadPermission)) !== NOTHING) {
    permitted.push(registryReadPermission);
  }
  if (pullCredential !== undefined) await ask(credentialUpdatePermission, pullCredential);
  if (await mayDeleteAll(caller, credentials)) permitted.push(credentialDeletePermission);
  if (owners !== undefined && (await mayChoose(caller, owners))) {
    permitted.push(selectionUpdatePermission);
  }
  const items = permitted.map(({ name }) => name.replace(/^berth\./, '') as PermittedAction);
  // The default is everybody's: it is chosen by those who may change any registry.
  if (await caller.may(registryUpdatePermission)) items.push('default-registry.update');
  return items.sort();
}

/** Whether a registry may take its credentials with it. */
async function mayDeleteAll(caller: Caller, credentials: readonly AccessSubject[]) {
  for (const credential of credentials) {
    if (!(await caller.may(credentialDeletePermission, credential))) return false;
  }
  return credentials.length > 0;
}

/** Whether somebody may choose for an app: one of its owners is enough. */
export async function mayChoose(caller: Caller, owners: readonly string[]): Promise<boolean> {
  const subjects = owners.length === 0 ? [undefined] : owners;
  for (const owner of subjects) {
    if (await caller.may(selectionUpdatePermission, { owner })) return true;
  }
  return false;
}

const WITHOUT_SUBJECT = [registryCreatePermission, credentialCreatePermission, eventReadPermission];
