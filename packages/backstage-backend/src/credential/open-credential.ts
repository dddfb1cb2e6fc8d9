import { ConflictError } from '@backstage/errors';
import { parseCredential, type Credential } from '@berth/core';
import type { Sealer } from '../sealing/sealer.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import { bindingOf, hostsOf, isBoundTo, type RegistryPlace } from './credential-bindings.ts';
import { openSecrets } from './credential-secrets.ts';

/**
 * A stored credential as core knows it, with its secrets, to be sent to this registry.
 *
 * @throws ConflictError when the secret was not entered for it, whatever the database says now, or
 * does not open.
 */
export async function openCredential(
  sealer: Sealer,
  stored: StoredCredential,
  registry: RegistryPlace,
): Promise<Credential> {
  if (!isBoundTo(stored, bindingOf(registry))) {
    throw new ConflictError(
      `The secret of "${stored.name}" was not entered for ${registry.host} and this way to it. Enter it again.`,
    );
  }
  const entered = Object.entries(stored.publicFields).filter(([field]) => field !== READ_FROM_KEY);
  const hosts = hostsOf(stored.bindings);
  return parseCredential({
    kind: stored.kind,
    ...Object.fromEntries(entered),
    ...(await openSecrets(sealer, stored)),
    ...(hosts.length > 0 && { hosts }),
  });
}

/** What a Google key says of itself is shown, and is no field of its own. */
const READ_FROM_KEY = 'clientEmail';
