import { ConflictError } from '@backstage/errors';
import {
  credentialDeletePermission,
  registryDeletePermission,
  type RegistryDeletion,
} from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { Caller } from '../access/caller.ts';
import { checkPreconditions, type Preconditions } from '../http/preconditions.ts';
import { InUseError } from '../http/request-conflict-errors.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { EventStore } from '../store/event-store.ts';
import { RegistryStore } from '../store/registry-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import { checkStillSame } from '../still-same.ts';
import { SelectionStore } from '../store/selection-store.ts';
import { checkUnused, NOBODY, type FindAnnotatedUsers } from '../usage/registry-users.ts';
import { writeTransaction } from '../store/write-transaction.ts';
import { deedChanges } from '../event/deed-changes.ts';
import { deletionOf } from '../credential/credential-deletion.ts';
import { toldTo } from '../credential/credential-users.ts';
import { registryState } from './registry-state.ts';

export interface RegistryDeletionOptions extends Preconditions {
  readonly caller: Caller;
  /** Even if apps use it. */
  readonly force: boolean;
  readonly deleteCredential: boolean;
}

/** Deletes a registry, and its credentials if that is wanted. */
export async function deleteRegistry(
  knex: Knex,
  known: StoredRegistry,
  options: RegistryDeletionOptions & { readonly findAnnotated: FindAnnotatedUsers },
): Promise<RegistryDeletion> {
  const { caller, deleteCredential } = options;
  const { name } = known;
  await caller.require(registryDeletePermission, `delete the registry "${name}"`, known);
  const allowed = deleteCredential ? await requireCredentials(knex, known, caller) : [];
  const annotated = options.force ? NOBODY : await options.findAnnotated(name);

  return writeTransaction(knex, async transaction => {
    const registries = new RegistryStore(transaction);
    const credentials = new CredentialStore(transaction);
    const stored = await registries.find(name);
    checkPreconditions(options, stored, `The registry "${name}"`);
    checkStillSame(known, stored, name);
    await checkDefault(registries, stored ?? known);
    if (!options.force) {
      const say = { annotated, nextStep: 'delete it by force' };
      await checkUnused(new SelectionStore(transaction), known, say);
    }
    const own = await credentials.findByIds(credentialIds(stored ?? known));
    const before = await registryState(stored ?? known, credentials);
    await registries.delete(known.id);
    const events = new EventStore(transaction);
    await events.add(caller, {
      ...{ action: 'registry.delete', target: `registry:${name}`, targetId: known.id },
      changes: deedChanges(before, undefined),
    });
    if (deleteCredential) {
      for (const one of own) checkStillSame(byId(allowed, one.id), one, one.name);
      await deleteAll({ registries, credentials }, own, caller);
      for (const credential of own) await events.add(caller, deletionOf(credential));
    }
    return {
      deleted: { id: known.id, name },
      credentials: own.map(credential => ({ name: credential.name, deleted: deleteCredential })),
    };
  });
}

/** @returns those that the caller may delete as they are. @throws NotAllowedError */
async function requireCredentials(
  knex: Knex,
  registry: StoredRegistry,
  caller: Caller,
): Promise<readonly StoredCredential[]> {
  const credentials = await new CredentialStore(knex).findByIds(credentialIds(registry));
  for (const credential of credentials) {
    const what = `delete the credential "${credential.name}"`;
    await caller.require(credentialDeletePermission, what, credential);
  }
  return credentials;
}

function byId(credentials: readonly StoredCredential[], id: string): StoredCredential | undefined {
  return credentials.find(credential => credential.id === id);
}

async function checkDefault(registries: RegistryStore, registry: StoredRegistry): Promise<void> {
  if (!registry.isDefault || (await registries.isOnly(registry.id))) return;
  throw new ConflictError(
    `"${registry.name}" is the default registry. Make another registry the default first.`,
  );
}

async function deleteAll(
  stores: { readonly registries: RegistryStore; readonly credentials: CredentialStore },
  own: readonly StoredCredential[],
  caller: Caller,
): Promise<void> {
  for (const { id, name } of own) {
    const users = await stores.registries.findByCredentials([id]);
    if (users.length > 0) {
      const told = await toldTo(caller, users);
      throw new InUseError(
        `The credential "${name}" is used by ${told.text} too. Delete the registry without it.`,
        'registries',
        told,
      );
    }
    await stores.credentials.delete(id);
  }
}

function credentialIds(registry: StoredRegistry): readonly string[] {
  const { pullCredentialId, pushCredentialId } = registry;
  return [...new Set([pullCredentialId, pushCredentialId])].filter(id => id !== undefined);
}
