import type { Credential } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import { RegistryStore } from '../store/registry-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import { hostsOf } from './credential-bindings.ts';
import { hasSecret } from './secret-fields.ts';

/** Credentials as the API shows them: nothing in it is made from a secret. */
export async function viewCredentials(
  knex: Knex,
  credentials: readonly StoredCredential[],
): Promise<Credential[]> {
  const ids = credentials.map(({ id }) => id);
  const registries = ids.length === 0 ? [] : await new RegistryStore(knex).findByCredentials(ids);
  return credentials.map(credential => view(credential, registries));
}

export async function viewCredential(
  knex: Knex,
  credential: StoredCredential,
): Promise<Credential> {
  const [only] = await viewCredentials(knex, [credential]);
  if (only === undefined) throw new Error('A credential has no view.');
  return only;
}

function view(credential: StoredCredential, registries: readonly StoredRegistry[]): Credential {
  const { id, name, title, description, kind, owner, expiresAt } = credential;
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
    createdAt: credential.createdAt,
    createdBy: credential.createdBy,
    updatedAt: credential.updatedAt,
    updatedBy: credential.updatedBy,
  };
}
