import type { Credential, Registry } from '@berth/backstage-plugin-berth-common';
import { BerthRequestError } from '../api/berth-request-error.ts';
import type { BerthApi } from '../api/berth-api.ts';
import { readPermitted } from '../api/read-permitted.ts';
import type { PermittedActions } from '../api/use-permitted-actions.ts';

/** A registry as its page shows it. */
export interface RegistryDetails {
  readonly registry: Registry;
  readonly etag: string;
  /** What the reader may do with it. */
  readonly permitted: PermittedActions;
  /** By which it pulls; absent where it has none, or where the reader may not see it. */
  readonly credential: Credential | undefined;
  /** By which it pushes, where that is another one; absent as `credential` is. */
  readonly push:
    { readonly credential: Credential; readonly permitted: PermittedActions } | undefined;
}

export async function readDetails(berth: BerthApi, name: string): Promise<RegistryDetails> {
  const [{ entry: registry, etag }, permitted] = await Promise.all([
    berth.getRegistry(name),
    readPermitted(berth, { registry: name }),
  ]);
  const { pullCredential, pushCredential } = registry;
  const [credential, push] = await Promise.all([
    readCredential(berth, pullCredential),
    pushCredential === pullCredential ? undefined : readPush(berth, pushCredential),
  ]);
  return { registry, etag, permitted, credential, push };
}

async function readPush(
  berth: BerthApi,
  name: string | undefined,
): Promise<RegistryDetails['push']> {
  const credential = await readCredential(berth, name);
  if (credential === undefined) return undefined;
  // What is permitted of a registry is about the credential that pulls.
  const permitted = await readPermitted(berth, { credential: credential.name });
  return { credential, permitted };
}

async function readCredential(
  berth: BerthApi,
  name: string | undefined,
): Promise<Credential | undefined> {
  if (name === undefined) return undefined;
  try {
    return await berth.getCredential(name);
  } catch (error) {
    if (isStatus(error, 403, 404)) return undefined;
    throw error;
  }
}

export function isStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof BerthRequestError && statuses.includes(error.status);
}
