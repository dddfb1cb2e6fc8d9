import type { Deed } from '../event/deed.ts';
import { deedChanges } from '../event/deed-changes.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import { hostsOf } from './credential-bindings.ts';

/** What events tell of a credential that is gone; its secret is not opened once more for it. */
export function deletionOf(credential: StoredCredential): Deed {
  const { id, name, title, kind, owner, expiresAt, bindings, publicFields } = credential;
  const state = { title, kind, owner, expiresAt, hosts: hostsOf(bindings), ...publicFields };
  return {
    ...{ action: 'credential.delete', target: `credential:${name}`, targetId: id },
    changes: deedChanges(state, undefined),
  };
}
