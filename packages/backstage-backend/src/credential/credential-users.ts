import { registryReadPermission } from '@berth/backstage-plugin-berth-common';
import { providerFor, type CredentialKind, type ProviderId } from '@berth/core';
import type { Caller } from '../access/caller.ts';
import { InUseError } from '../http/request-conflict-errors.ts';
import type { RegistryStore } from '../store/registry-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import { bindingOf, isBoundTo } from './credential-bindings.ts';

/** Of the registries that use a credential, those that a caller may know of. */
export async function readableUsers(
  users: readonly StoredRegistry[],
  caller: Caller,
): Promise<readonly StoredRegistry[]> {
  const readable: StoredRegistry[] = [];
  for (const user of users) {
    if (await caller.may(registryReadPermission, user)) readable.push(user);
  }
  return readable;
}

/** Inside a transaction. @throws InUseError */
export async function checkUnused(
  registries: RegistryStore,
  { id, name }: StoredCredential,
  caller: Caller,
): Promise<void> {
  const users = await registries.findByCredentials([id]);
  if (users.length === 0) return;
  const told = await toldTo(caller, users);
  throw new InUseError(
    `The credential "${name}" is used by ${told.text}. Give these registries another one first.`,
    'registries',
    told,
  );
}

/** Inside a transaction: every registry that uses it must still be able to. @throws InUseError */
export async function checkUsersServed(
  registries: RegistryStore,
  credential: StoredCredential,
  caller: Caller,
): Promise<void> {
  const users = await registries.findByCredentials([credential.id]);
  await checkKindTaken(users, credential, caller);
  const cut = users.filter(registry => !isBoundTo(credential, bindingOf(registry)));
  if (cut.length === 0) return;
  const told = await toldTo(caller, cut);
  throw new InUseError(
    `Registries that use the credential "${credential.name}" are not among its hosts: ${told.text}. Add their hosts, or give them another credential first.`,
    'registries',
    told,
  );
}

async function checkKindTaken(
  users: readonly StoredRegistry[],
  { kind, name }: StoredCredential,
  caller: Caller,
): Promise<void> {
  const others = users.filter(({ provider }) => !takesKind(provider, kind));
  if (others.length === 0) return;
  const told = await toldTo(caller, others);
  throw new InUseError(
    `Registries that use the credential "${name}" do not take the kind "${kind}": ${told.text}. Keep its kind, or give them another credential first.`,
    'registries',
    told,
  );
}

/** Whether registries of a provider can log in by such credentials. */
export function takesKind(provider: ProviderId, kind: CredentialKind): boolean {
  return providerFor(provider).credentialKinds.includes(kind);
}

/** Names of what the caller may read; of the others, how many there are. */
export async function toldTo(
  caller: Caller,
  users: readonly StoredRegistry[],
): Promise<{
  readonly names: readonly string[];
  readonly total: number;
  readonly text: string;
}> {
  const names = (await readableUsers(users, caller)).map(({ name }) => name);
  const total = users.length;
  const hidden = total - names.length;
  if (hidden === 0) return { names, total, text: names.join(', ') };
  const others = `${hidden} that you may not read`;
  const text = names.length === 0 ? others : `${names.join(', ')} and ${others}`;
  return { names, total, text };
}
