import type { PermissionCriteria } from '@backstage/plugin-permission-common';

/** What decisions are made about: who owns it, and for whom it is. */
export interface AccessSubject {
  readonly owner: string | undefined;
  /** Empty, or absent, means everybody. */
  readonly scope?: readonly string[];
}

/** What a rule asks of the rows of a list. References are in lower case. */
export type AccessFilter =
  { readonly ownedBy: readonly string[] } | { readonly scopedTo: readonly string[] };

/** What a list may hold. */
export type Readable = 'all' | PermissionCriteria<AccessFilter>;

/** Owned by nobody of nobody. */
export const NOTHING: Readable = { ownedBy: [] };
