import type { BackstagePrincipalAccessRestrictions } from '@backstage/backend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import type { AccessSubject, Readable } from './access-filter.ts';

/** A user, as far as Berth's own rules look. */
export interface Member {
  /** The user and the groups, in lower case. */
  readonly memberships: readonly string[];
  readonly isAdmin: boolean;
}

/**
 * What holds where no policy says more: admins do everything; everybody reads registries, and may
 * use those that their apps are in scope of; owners do with theirs what is not kept from them.
 *
 * @param subject what it would be done to; absent for what is not there yet.
 */
export function memberMay(
  { memberships, isAdmin }: Member,
  permission: Permission,
  subject: AccessSubject | undefined,
): boolean {
  if (isAdmin || EVERYBODY_MAY.has(permission.name)) return true;
  const isOwner = subject?.owner !== undefined && memberships.includes(subject.owner);
  return isOwner && !OWNERS_MAY_NOT.has(permission.name);
}

/** The same for a list. */
export function memberReads({ memberships, isAdmin }: Member, permission: Permission): Readable {
  if (isAdmin || EVERYBODY_MAY.has(permission.name)) return 'all';
  return { ownedBy: OWNERS_MAY_NOT.has(permission.name) ? [] : memberships };
}

/**
 * What a service may do. Backstage asks no policy about them, so a token without restrictions reads
 * and does nothing else; restrictions that name permissions grant those and no others.
 */
export function serviceMay(
  { permissionNames, permissionAttributes }: BackstagePrincipalAccessRestrictions = {},
  { name, attributes }: Permission,
): boolean {
  const actions = permissionAttributes?.action;
  if (actions && !(attributes.action && actions.includes(attributes.action))) return false;
  return permissionNames === undefined
    ? attributes.action === 'read'
    : permissionNames.includes(name);
}

/** Whether an app is in a registry's scope is looked at when it selects, and at every resolution. */
const EVERYBODY_MAY = new Set(['berth.registry.read', 'berth.registry.use']);

/** These need a word from whoever runs Berth. */
const OWNERS_MAY_NOT = new Set(['berth.pull-secret.export', 'berth.event.read']);
