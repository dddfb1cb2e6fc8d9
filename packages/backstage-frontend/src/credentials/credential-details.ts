import type { Credential } from '@berth/backstage-plugin-berth-common';
import type { BerthApi } from '../api/berth-api.ts';
import { readPermitted } from '../api/read-permitted.ts';
import type { PermittedActions } from '../api/use-permitted-actions.ts';
import type { LoginUse } from '../registry-form/login-use.ts';
import { readDetails, type RegistryDetails } from '../registry/details.ts';

/** A credential as its page shows it. */
export interface CredentialDetails {
  readonly credential: Credential;
  readonly etag: string;
  /** What the reader may do with it. */
  readonly permitted: PermittedActions;
  /** Where a new secret is proven: a registry that pulls by it, or else one that pushes. */
  readonly user: { readonly registry: RegistryDetails; readonly use: LoginUse } | undefined;
}

export async function readCredentialDetails(
  berth: BerthApi,
  name: string,
): Promise<CredentialDetails> {
  const [{ entry: credential, etag }, permitted] = await Promise.all([
    berth.getVersionedCredential(name),
    readPermitted(berth, { credential: name }),
  ]);
  const isChangeable = credential.hasSecret && permitted.may('credential.update');
  const user = isChangeable ? await readUser(berth, credential) : undefined;
  return { credential, etag, permitted, user };
}

async function readUser(
  berth: BerthApi,
  { name, usedBy }: Credential,
): Promise<CredentialDetails['user']> {
  if (usedBy.length === 0) return undefined;
  const { items } = await berth.listRegistries({ credential: name });
  const puller = items.find(({ pullCredential }) => pullCredential === name);
  const registry = puller ?? items[0];
  if (registry === undefined) return undefined;
  return {
    registry: await readDetails(berth, registry.name),
    use: puller === undefined ? 'push' : 'pull',
  };
}
