import type { NamedCredentialInput } from '@berth/backstage-plugin-berth-common';
import { credentialUpdatePermission } from '@berth/backstage-plugin-berth-common';
import { InvalidInputError, providers } from '@berth/core';
import type { Caller } from '../access/caller.ts';
import { isBoundTo } from '../credential/credential-bindings.ts';
import { requireWrite } from '../credential/credential-service.ts';
import { secretFieldsOf } from '../credential/secret-fields.ts';
import { writeCredential } from '../credential/write-credential.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { checkStillSame } from '../still-same.ts';
import type { CredentialStore } from '../store/credential-store.ts';
import type { CredentialBinding, StoredCredential } from '../store/stored-credential.ts';
import { checkEntryName } from './entry-name.ts';
import type { RegistryDraft } from './registry-input.ts';

/** What a registry says about one of its credentials: a name, or the credential itself. */
export interface CredentialMention {
  readonly field: 'pullCredential' | 'pushCredential';
  readonly input: string | NamedCredentialInput;
  /** As it was when the caller's rights were looked at. */
  readonly known: StoredCredential | undefined;
}

/**
 * Finds a credential and makes sure that the caller may have a registry use it.
 *
 * @param attachedId the credential that the registry has already.
 */
export async function mentionCredential(
  field: CredentialMention['field'],
  input: string | NamedCredentialInput | undefined,
  context: {
    readonly credentials: CredentialStore;
    readonly caller: Caller;
    readonly attachedId: string | undefined;
  },
): Promise<CredentialMention | undefined> {
  if (input === undefined) return undefined;
  const { credentials, caller, attachedId } = context;
  const name = typeof input === 'string' ? input : input.name;
  const known = await credentials.find(name);
  if (typeof input !== 'string') {
    await requireWrite(caller, known, name);
    if (known === undefined) checkEntryName(name, 'credential');
  } else if (known === undefined || known.id !== attachedId) {
    const allowed = known && (await caller.may(credentialUpdatePermission, known));
    if (!allowed) throw unknownCredential(field, name);
  }
  return { field, input, known };
}

/** Inside the transaction: the credential as the registry will use it, written if it was given whole. */
export async function settleCredential(
  { field, input, known }: CredentialMention,
  context: {
    readonly credentials: CredentialStore;
    readonly sealer: Sealer;
    readonly draft: RegistryDraft;
    readonly way: CredentialBinding;
    readonly by: string;
  },
): Promise<StoredCredential> {
  const { credentials, draft, way, by } = context;
  const name = known?.name ?? (typeof input === 'string' ? input : input.name);
  const stored = await credentials.find(name);
  checkStillSame(known, stored, name);
  const credential =
    typeof input === 'string'
      ? stored
      : await inGroup(field, () => writeCredential(context, { name, input, stored, way, by }));
  if (credential === undefined) throw unknownCredential(field, name);
  checkKind(credential, draft, field);
  if (isBoundTo(credential, way)) return credential;
  const [main = ''] = secretFieldsOf(credential.kind);
  throw new InvalidInputError(
    `The secret of "${name}" was not entered for ${way.host} with the connection "${way.connection}"${way.caFingerprint === undefined ? '' : ' and this certificate'}. Give "${field}" as an object with its "${main}".`,
    { field },
  );
}

function checkKind({ kind, name }: StoredCredential, { provider }: RegistryDraft, field: string) {
  const row = providers.find(({ id }) => id === provider);
  if (row === undefined || row.credentialKinds.includes(kind)) return;
  throw new InvalidInputError(
    `The credential "${name}" is of kind "${kind}", which ${row.title} does not take. Use one of: ${row.credentialKinds.join(', ')}.`,
    { field },
  );
}

function unknownCredential(field: string, name: string): InvalidInputError {
  return new InvalidInputError(
    `There is no credential ${JSON.stringify(name)} that you may use. Check its name, or ask its owner.`,
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
