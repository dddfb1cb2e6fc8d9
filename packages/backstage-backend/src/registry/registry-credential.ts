import { InvalidInputError, providerFor } from '@berth/core';
import type { Caller } from '../access/caller.ts';
import { isBoundTo } from '../credential/credential-bindings.ts';
import { checkUsersServed, takesKind } from '../credential/credential-users.ts';
import { secretFieldsOf } from '../credential/secret-fields.ts';
import { writeCredential } from '../credential/write-credential.ts';
import type { Actor } from '../event/deed.ts';
import { WrongRequestError } from '../http/wrong-request-error.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { checkStillSame } from '../still-same.ts';
import type { CredentialStore } from '../store/credential-store.ts';
import type { RegistryStore } from '../store/registry-store.ts';
import type { EventStore } from '../store/event-store.ts';
import type { CredentialBinding, StoredCredential } from '../store/stored-credential.ts';
import type { RegistryEntry } from '../store/stored-registry.ts';
import { nameOf, unknownCredential, type CredentialMention } from './credential-mention.ts';
import type { RegistryDraft } from './registry-input.ts';

/** Inside the transaction: the ids of the credentials, written if they were given whole. */
export async function settleCredentials(
  mentions: readonly CredentialMention[],
  context: Parameters<typeof settleCredential>[1],
): Promise<Pick<RegistryEntry, 'pullCredentialId' | 'pushCredentialId'>> {
  const ids: Partial<Record<CredentialMention['field'], string>> = {};
  for (const mention of mentions) {
    const { id } = await settleCredential(mention, context);
    ids[mention.field] = id;
    if (mention.forPushToo) ids.pushCredential = id;
  }
  return { pullCredentialId: ids.pullCredential, pushCredentialId: ids.pushCredential };
}

/** Inside the transaction: the credential as the registry will use it, written if it was given whole. */
async function settleCredential(
  { field, input, known }: CredentialMention,
  context: {
    readonly credentials: CredentialStore;
    readonly events: EventStore;
    readonly sealer: Sealer;
    readonly draft: RegistryDraft;
    readonly way: CredentialBinding;
    readonly by: Actor;
    readonly reason?: string | undefined;
  },
): Promise<StoredCredential> {
  const { credentials, draft, way, by, reason } = context;
  const name = known?.name ?? nameOf(input);
  const stored = await credentials.find(name);
  checkStillSame(known, stored, name);
  const credential =
    typeof input === 'string'
      ? stored
      : await inGroup(field, () =>
          writeCredential(context, { name, input, stored, way, by, reason }),
        );
  if (credential === undefined) throw unknownCredential(field, name);
  checkKind(credential, draft, field);
  if (isBoundTo(credential, way)) return credential;
  throw secretNeeded(credential, way, field);
}

function secretNeeded({ name, kind }: StoredCredential, way: CredentialBinding, field: string) {
  const [main = ''] = secretFieldsOf(kind);
  const certificate = way.caFingerprint === undefined ? '' : ' and this certificate';
  const message = `The secret of "${name}" was not entered for ${way.host} with the connection "${way.connection}"${certificate}. Give "${field}" as an object with its "${main}".`;
  return new WrongRequestError([{ field, message, code: 'SECRET_NEEDED' }]);
}

/** Inside the transaction: a credential that was written with one registry may be others' as well. */
export async function checkOtherUsers(
  mentions: readonly CredentialMention[],
  stores: { readonly registries: RegistryStore; readonly credentials: CredentialStore },
  caller: Caller,
): Promise<void> {
  const written = mentions.flatMap(({ input, known }) =>
    typeof input === 'string' || known === undefined ? [] : known.id,
  );
  for (const credential of await stores.credentials.findByIds(written)) {
    await checkUsersServed(stores.registries, credential, caller);
  }
}

function checkKind({ kind, name }: StoredCredential, { provider }: RegistryDraft, field: string) {
  if (takesKind(provider, kind)) return;
  const { title, credentialKinds } = providerFor(provider);
  throw new InvalidInputError(
    `The credential "${name}" is of kind "${kind}", which ${title} does not take. Use one of: ${credentialKinds.join(', ')}.`,
    { field },
  );
}

async function inGroup<T>(group: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const field = error.field === undefined ? group : `${group}.${error.field}`;
    throw new InvalidInputError(error.message, { field });
  }
}
