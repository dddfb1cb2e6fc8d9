import { Secret } from '@berth/core';
import type { Sealer } from '../sealing/sealer.ts';
import type { SealedFor } from '../sealing/sealed-header.ts';
import { UnopenedSealError } from '../sealing/unopened-seal-error.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { Secrets } from './credential-input.ts';
import { hasSecret } from './secret-fields.ts';
import { UnopenedSecretError } from './unopened-secret-error.ts';

/**
 * The secrets of a stored credential; none for a kind without.
 *
 * @throws UnopenedSecretError when the database holds something else than Berth has put there.
 */
export async function openSecrets(sealer: Sealer, credential: StoredCredential): Promise<Secrets> {
  const { kind, sealed } = credential;
  if (sealed === undefined && !hasSecret(kind)) return {};
  try {
    const opened = await sealer.open(sealed?.text ?? '', credential);
    return JSON.parse(opened.reveal()) as Secrets;
  } catch (error) {
    if (!(error instanceof UnopenedSealError)) throw error;
    throw new UnopenedSecretError(credential, error);
  }
}

/** Seals the secrets for this revision of the credential. */
export async function sealSecrets(
  sealer: Sealer,
  secrets: Secrets,
  { id, revision, bindings }: SealedFor,
): Promise<StoredCredential['sealed']> {
  if (Object.keys(secrets).length === 0) return undefined;
  return sealer.seal(new Secret(JSON.stringify(secrets)), { id, revision, bindings });
}
