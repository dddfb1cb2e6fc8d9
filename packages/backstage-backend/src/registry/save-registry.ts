import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { Actor } from '../event/deed.ts';
import { deedChanges } from '../event/deed-changes.ts';
import { changedFields, nextStamps } from '../revision.ts';
import type { CredentialStore } from '../store/credential-store.ts';
import type { EventStore } from '../store/event-store.ts';
import type { RegistryStore } from '../store/registry-store.ts';
import type { RegistryEntry, StoredRegistry } from '../store/stored-registry.ts';
import { registryState } from './registry-state.ts';

/** The first registry is the default; a default is replaced, never removed. */
export async function defaultAfter(
  registries: RegistryStore,
  stored: StoredRegistry | undefined,
  wanted: boolean | undefined,
): Promise<boolean> {
  if (stored?.isDefault) {
    if (wanted !== false) return true;
    throw new ConflictError(
      `"${stored.name}" is the default registry, and there must be one. Make another registry the default instead.`,
    );
  }
  return wanted === true || (stored === undefined && (await registries.isEmpty()));
}

/** Writes a registry; nothing is written where nothing changes. */
export async function saveRegistry(
  stores: {
    readonly registries: RegistryStore;
    readonly credentials: CredentialStore;
    readonly events: EventStore;
  },
  write: {
    readonly name: string;
    readonly entry: RegistryEntry;
    readonly isDefault: boolean;
    readonly stored: StoredRegistry | undefined;
    readonly by: Actor;
    /** Why, where it was said. */
    readonly reason?: string | undefined;
  },
): Promise<StoredRegistry> {
  const { name, entry, isDefault, stored, by, reason } = write;
  const { registries } = stores;
  const changed = changedFields(
    stored && comparable(stored, stored.isDefault),
    comparable(entry, isDefault),
  );
  if (stored !== undefined && changed.length === 0) return stored;
  const stamps = nextStamps({ before: stored, changed, by: by.ref, id: randomUUID() });
  const registry = { ...entry, name, isDefault, ...stamps };
  if (isDefault && stored?.isDefault !== true) await dethrone(stores, write);
  await registries.save(registry);
  await stores.events.add(by, {
    action: stored === undefined ? 'registry.create' : 'registry.update',
    ...{ target: `registry:${name}`, targetId: registry.id },
    ...(reason !== undefined && { reason }),
    changes: deedChanges(
      stored && (await registryState(stored, stores.credentials)),
      await registryState(registry, stores.credentials),
    ),
  });
  return registry;
}

/** Takes the place of the default from whichever has it, so that another can have it. */
async function dethrone(
  { registries, events }: { readonly registries: RegistryStore; readonly events: EventStore },
  { by, reason }: { readonly by: Actor; readonly reason?: string | undefined },
): Promise<void> {
  const before = await registries.findDefault();
  if (before === undefined) return;
  const { id, name } = before;
  const stamps = nextStamps({ before, changed: ['default'], by: by.ref, id });
  await registries.save({ ...before, isDefault: false, ...stamps });
  await events.add(by, {
    ...{ action: 'registry.update', target: `registry:${name}`, targetId: id },
    ...(reason !== undefined && { reason }),
    changes: deedChanges({ default: true }, { default: false }),
  });
}

/** By the names that the API has for the fields. */
function comparable(entry: RegistryEntry, isDefault: boolean): Record<string, unknown> {
  return {
    title: entry.title,
    description: entry.description,
    provider: entry.provider,
    server: entry.server,
    connection: entry.connection,
    caCertificate: entry.caCertificate,
    pullCredential: entry.pullCredentialId,
    pushCredential: entry.pushCredentialId,
    purposes: entry.purposes,
    default: isDefault,
    disabled: entry.disabled,
    management: entry.management,
    owner: entry.owner,
    scope: entry.scope,
    labels: entry.labels,
  };
}
