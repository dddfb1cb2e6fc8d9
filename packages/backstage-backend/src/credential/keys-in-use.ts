import type { Sealer } from '../sealing/sealer.ts';
import type { CredentialStore } from '../store/credential-store.ts';
import { openSecrets } from './credential-secrets.ts';
import { UnopenedSecretError } from './unopened-secret-error.ts';

/** How many secrets are tried before a key is called the wrong one: some may be damaged. */
const TRIES = 10;

/**
 * Makes sure that every stored secret has its key.
 *
 * @throws Error that names the keys which are missing, or are not what they were.
 */
export async function checkKeysInUse(credentials: CredentialStore, sealer: Sealer): Promise<void> {
  const counts = await credentials.countByKey();
  const missing = [...counts].filter(([id]) => !sealer.keyIds.includes(id));
  if (missing.length > 0) {
    const keys = missing.map(([id, count]) => `"${id}" (${secrets(count)})`).join(', ');
    throw new Error(
      `Secrets are sealed with encryption keys that berth.encryption.keys does not have: ${keys}. Put them back behind the first key, and take them out when the log says that nothing is sealed with them any more.`,
    );
  }
  for (const [id, count] of counts) {
    if (await opensAny(credentials, sealer, id)) continue;
    throw new Error(
      `The encryption key "${id}" does not open what was sealed with it: ${secrets(count)}. Put its secret back, and give another key another id.`,
    );
  }
}

async function opensAny(
  credentials: CredentialStore,
  sealer: Sealer,
  keyId: string,
): Promise<boolean> {
  for (const credential of await credentials.findSealedBy([keyId], { after: '', limit: TRIES })) {
    try {
      await openSecrets(sealer, credential);
      return true;
    } catch (error) {
      if (!(error instanceof UnopenedSecretError)) throw error;
      // Its key is right, though it stands in a wrong place.
      if (error.reason === 'misplaced') return true;
    }
  }
  return false;
}

function secrets(count: number): string {
  return count === 1 ? '1 secret' : `${count} secrets`;
}
