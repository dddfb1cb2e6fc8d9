import { isDeepStrictEqual } from 'node:util';
import {
  credentialUpdatePermission,
  type NamedCredentialInput,
  type RegistryInput,
} from '@berth/backstage-plugin-berth-common';
import { InvalidInputError } from '@berth/core';
import type { Caller } from '../access/caller.ts';
import { requireWrite } from '../credential/credential-service.ts';
import type { CredentialStore } from '../store/credential-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import { checkEntryName } from './entry-name.ts';

/** What a registry says about one of its credentials: a name, or the credential itself. */
export interface CredentialMention {
  readonly field: 'pullCredential' | 'pushCredential';
  readonly input: string | NamedCredentialInput;
  /** The registry pushes by the credential that it pulls by. */
  readonly forPushToo?: true;
  /** As it was when the caller's rights were looked at. */
  readonly known: StoredCredential | undefined;
}

/**
 * Finds a credential and makes sure that the caller may have a registry use it.
 *
 * @param attachedId the credential that the registry has already.
 */
async function mentionCredential(
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
  const name = nameOf(input);
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

/** What a registry says about its credentials, each with its caller's right to it made sure. */
export async function mentionCredentials(
  input: Pick<RegistryInput, CredentialMention['field']>,
  context: {
    readonly credentials: CredentialStore;
    readonly caller: Caller;
    readonly known: StoredRegistry | undefined;
  },
): Promise<readonly CredentialMention[]> {
  const { pullCredential: pull, pushCredential: push } = input;
  const { known, ...rest } = context;
  if (pull !== undefined && push !== undefined && nameOf(pull) === nameOf(push)) {
    const whole = typeof pull === 'string' ? push : pull;
    checkAlike(pull, push);
    const mention = await mentionCredential('pullCredential', whole, {
      ...rest,
      attachedId: attachedBothWays(known),
    });
    return mention === undefined ? [] : [{ ...mention, forPushToo: true }];
  }
  const mentions = [
    await mentionCredential('pullCredential', pull, {
      ...rest,
      attachedId: known?.pullCredentialId,
    }),
    await mentionCredential('pushCredential', push, {
      ...rest,
      attachedId: known?.pushCredentialId,
    }),
  ];
  return mentions.filter(mention => mention !== undefined);
}

/** What a registry may only pull by is not attached yet to push by. */
function attachedBothWays(registry: StoredRegistry | undefined): string | undefined {
  const { pullCredentialId: pull, pushCredentialId: push } = registry ?? {};
  return pull === push ? pull : undefined;
}

/** One credential can be given whole once, and by its name beside that. */
function checkAlike(pull: string | NamedCredentialInput, push: string | NamedCredentialInput) {
  if (typeof pull === 'string' || typeof push === 'string' || isDeepStrictEqual(pull, push)) return;
  throw new InvalidInputError(
    `"pullCredential" and "pushCredential" say different things of the credential ${JSON.stringify(pull.name)}. Give one of them by its name only, or another name.`,
    { field: 'pushCredential' },
  );
}

export function nameOf(input: string | NamedCredentialInput): string {
  return typeof input === 'string' ? input : input.name;
}

export function unknownCredential(field: string, name: string): InvalidInputError {
  return new InvalidInputError(
    `There is no credential ${JSON.stringify(name)} that you may use. Check its name, or ask its owner.`,
    { field },
  );
}
