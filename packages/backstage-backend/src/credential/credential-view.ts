import type { Credential } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { Caller } from '../access/caller.ts';
import { RegistryStore } from '../store/registry-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import { hostsOf } from './credential-bindings.ts';
import { readableUsers } from './credential-users.ts';
import { hasSecret } from './secret-fields.ts';

/** Credentials as the API shows them: nothing in it is made from a secret. */
export async function viewCredentials(
  knex: Knex,
  credentials: readonly StoredCredential[],
  caller: Caller,
): Promise<Credential[]> {
  const ids = credentials.map(({ id }) => id);
  const users = ids.length === 0 ? [] : await new RegistryStore(knex).findByCredentials(ids);
  const registries = await readableUsers(users, caller);
  return credentials.map(credential => view(credential, registries));
}

export async function viewCredential(
  knex: Knex,
  credential: StoredCredential,
  caller: Caller,
): Promise<Credential> {
  const [only] = await viewCredentials(knex, [credential], caller);
  if (only === undefined) throw new Error('A credential has no view.');
  return only;
}

function view(credential: StoredCredential, registries: readonly StoredRegistry[]): Credential {
  const { id, name, title, description, kind, owner, expiresAt } = credential;
  const { secretChangedAt, secretChangedBy } = credential;
  const users = registries.filter(
    ({ pullCredentialId, pushCredentialId }) => pullCredentialId === id || pushCredentialId === id,
  );
  return {
    ...{ id, name, kind },
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(owner !== undefined && { owner }),
    ...(expiresAt !== undefined && { expiresAt }),
    hosts: hostsOf(credential.bindings),
    hasSecret: hasSecret(kind),
    ...credential.publicFields,
    usedBy: users.map(registry => registry.name),
    ...(secretChangedAt !== undefined && { secretChangedAt }),
    ...(secretChangedBy !== undefined && { secretChangedBy }),
    createdAt: credential.createdAt,
    createdBy: credential.createdBy,
    updatedAt: credential.updatedAt,
    updatedBy: credential.updatedBy,
  };
}
