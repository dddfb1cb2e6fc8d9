import type { Sealer } from '../sealing/sealer.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { Secrets } from './credential-input.ts';

/** A credential as events show it: by the names of the API, secrets by their fingerprints. */
export function credentialState(
  credential: StoredCredential,
  sealer: Sealer,
  secrets: Secrets = {},
): Readonly<Record<string, unknown>> {
  const { id, title, description, kind, owner, expiresAt, bindings, publicFields } = credential;
  const hosts = bindings.map(({ host, connection, caFingerprint }) =>
    [host, connection, caFingerprint].filter(part => part !== undefined).join(' '),
  );
  const fingerprints = Object.entries(secrets).map(([field, secret]) => [
    field,
    sealer.fingerprint(secret, id, field),
  ]);
  return {
    ...{ title, description, kind, owner, expiresAt, hosts },
    ...publicFields,
    ...(Object.fromEntries(fingerprints) as Record<string, string>),
  };
}
