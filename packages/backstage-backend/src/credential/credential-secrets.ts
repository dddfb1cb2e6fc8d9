import { Secret } from '@berth/core';
import type { Sealer } from '../sealing/sealer.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { Secrets } from './credential-input.ts';

/** The secrets of a stored credential; none for a kind without. */
export async function openSecrets(sealer: Sealer, credential: StoredCredential): Promise<Secrets> {
  if (credential.sealed === undefined) return {};
  const opened = await sealer.open(credential.sealed.text, credential);
  return JSON.parse(opened.reveal()) as Secrets;
}

/** Seals the secrets for this revision of the credential. */
export async function sealSecrets(
  sealer: Sealer,
  secrets: Secrets,
  { id, revision }: { readonly id: string; readonly revision: number },
): Promise<StoredCredential['sealed']> {
  if (Object.keys(secrets).length === 0) return undefined;
  return sealer.seal(new Secret(JSON.stringify(secrets)), { id, revision });
}
