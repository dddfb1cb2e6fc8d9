import { randomUUID } from 'node:crypto';
import type { CredentialInput } from '@berth/backstage-plugin-berth-common';
import { InvalidInputError } from '@berth/core';
import { changedFields, nextStamps, type Stamps } from '../revision.ts';
import type { Actor } from '../event/deed.ts';
import { deedChanges } from '../event/deed-changes.ts';
import type { Sealer } from '../sealing/sealer.ts';
import type { CredentialStore } from '../store/credential-store.ts';
import type { EventStore } from '../store/event-store.ts';
import type { CredentialBinding, StoredCredential } from '../store/stored-credential.ts';
import { hostsOf, nextBindings } from './credential-bindings.ts';
import {
  checkHosts,
  isSecretIn,
  parseCredentialInput,
  type CredentialDraft,
  type Secrets,
} from './credential-input.ts';
import { openSecrets, sealSecrets } from './credential-secrets.ts';
import { credentialState } from './credential-state.ts';
import { hasSecret } from './secret-fields.ts';
import { UnopenedSecretError } from './unopened-secret-error.ts';

export interface CredentialWrite {
  readonly name: string;
  readonly input: CredentialInput;
  readonly stored: StoredCredential | undefined;
  /** The way of the registry that it is written with. */
  readonly way?: CredentialBinding;
  /** Who writes. */
  readonly by: Actor;
  /** Why, where it was said. */
  readonly reason?: string | undefined;
}

/** Writes a credential; nothing is written where nothing changes. */
export async function writeCredential(
  deps: {
    readonly credentials: CredentialStore;
    readonly events: EventStore;
    readonly sealer: Sealer;
  },
  { name, input, stored, way, by, reason = input.reason }: CredentialWrite,
): Promise<StoredCredential> {
  const known = stored && (await knownOf(deps.sealer, stored, input));
  const draft = parseCredentialInput(
    input,
    stored && { kind: stored.kind, secrets: known?.secrets ?? {} },
  );
  const bindings = bindingsOf(draft, known?.bindings ?? [], way);
  const changed = changedFields(
    stored && comparable({ ...stored, hosts: undefined }, known?.secrets, stored.bindings),
    comparable(draft, draft.secrets, bindings),
  );
  if (stored !== undefined && changed.length === 0) return stored;

  const stamps = nextStamps({ before: stored, changed, by: by.ref, id: randomUUID() });
  const { title, description, kind, publicFields, expiresAt, expirySource, owner } = draft;
  const credential: StoredCredential = {
    ...stamps,
    ...{ name, title, description, kind, bindings, publicFields, expiresAt, expirySource, owner },
    ...secretChange(draft, { stored, changed, stamps }),
    sealed: await sealSecrets(deps.sealer, draft.secrets, { ...stamps, bindings }),
  };
  await deps.credentials.save(credential);
  if (changed.some(field => !TOLD.has(field))) await deps.credentials.setUsersDue(credential.id);
  await deps.events.add(by, {
    action: stored === undefined ? 'credential.create' : 'credential.update',
    ...{ target: `credential:${name}`, targetId: credential.id },
    ...(reason !== undefined && { reason }),
    changes: deedChanges(
      stored && credentialState(stored, deps.sealer, known?.secrets),
      credentialState(credential, deps.sealer, draft.secrets),
    ),
  });
  return credential;
}

/** What is told about a credential, and nothing to a registry. */
const TOLD: ReadonlySet<string> = new Set(['title', 'description', 'owner']);

/** The same secret entered once more, for another host say, is as old as it was. */
function secretChange(
  { kind, isSecretEntered }: CredentialDraft,
  write: {
    readonly stored: StoredCredential | undefined;
    readonly changed: readonly string[];
    readonly stamps: Stamps;
  },
): Pick<StoredCredential, 'secretChangedAt' | 'secretChangedBy'> {
  const { stored, changed, stamps } = write;
  if (!hasSecret(kind)) return { secretChangedAt: undefined, secretChangedBy: undefined };
  if (isSecretEntered && changed.includes('secret')) {
    return { secretChangedAt: stamps.updatedAt, secretChangedBy: stamps.updatedBy };
  }
  return { secretChangedAt: stored?.secretChangedAt, secretChangedBy: stored?.secretChangedBy };
}

/** What is stored and can be relied on. */
interface Known {
  readonly secrets: Secrets | undefined;
  readonly bindings: readonly CredentialBinding[];
}

/** A secret that does not open is mended by entering it again; where it was for is not known then. */
async function knownOf(
  sealer: Sealer,
  stored: StoredCredential,
  input: CredentialInput,
): Promise<Known> {
  try {
    return { secrets: await openSecrets(sealer, stored), bindings: stored.bindings };
  } catch (error) {
    if (!(error instanceof UnopenedSecretError) || !isSecretIn(input)) throw error;
    return { secrets: undefined, bindings: [] };
  }
}

function bindingsOf(
  draft: CredentialDraft,
  before: readonly CredentialBinding[],
  way: CredentialBinding | undefined,
): readonly CredentialBinding[] {
  if (!hasSecret(draft.kind)) return [];
  checkHosts(draft, hostsOf(before));
  const hosts = new Set(draft.hosts ?? hostsOf(before));
  if (way !== undefined && draft.isSecretEntered) hosts.add(way.host);
  if (hosts.size === 0) {
    const message =
      '"hosts" is missing. Name the registries that this secret is for; it goes to no other.';
    throw new InvalidInputError(message, { field: 'hosts' });
  }
  return nextBindings(before, [...hosts], draft.isSecretEntered ? way : undefined);
}

/** By the names that the API has for the fields. */
function comparable(
  credential: Omit<CredentialDraft, 'secrets' | 'isSecretEntered'>,
  secrets: Secrets | undefined,
  hosts: readonly CredentialBinding[],
): Record<string, unknown> {
  const { title, description, kind, expiresAt, expirySource, owner, publicFields } = credential;
  const common = { title, description, kind, expiresAt, owner };
  return { ...common, expirySource, hosts, secret: secrets, ...ALL_PUBLIC, ...publicFields };
}

/** A field that one of two states lacks is one in which they differ. */
const ALL_PUBLIC: Readonly<Record<string, undefined>> = Object.fromEntries(
  [
    ...['username', 'email', 'clientEmail', 'clientId', 'tenantId', 'accessKeyId', 'region'],
    ...['roleArn', 'workloadIdentityProvider', 'serviceAccount', 'connectionId', 'organization'],
  ].map(field => [field, undefined]),
);
