import { createHmac, hkdfSync } from 'node:crypto';
import type { EncryptionKey } from './sealer.ts';

const BYTES = 32;
const HEX_DIGITS = 16;

/**
 * Says whether a secret is still the same, and nothing else: without the key nobody can try secrets
 * against it, and the same secret in another place has another one. It begins with the id of the
 * encryption key that its own key is derived from (HKDF, RFC 5869); only fingerprints with the same
 * id compare.
 *
 * @param place what the secret belongs to; the id of a credential and the field.
 */
export function fingerprint(key: EncryptionKey, secret: string, place: readonly string[]): string {
  const derived = hkdfSync('sha256', key.bytes, '', 'berth.fingerprint', BYTES);
  const mac = createHmac('sha256', Buffer.from(derived)).update(JSON.stringify([...place, secret]));
  return `fingerprint ${key.id}:${mac.digest('hex').slice(0, HEX_DIGITS)}`;
}
