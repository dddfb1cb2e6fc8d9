import type { EncryptionKey } from './sealer.ts';

/** Bytes: the key of AES-256. */
export const KEY_LENGTH = 32;

export const MAKE_ONE = 'Make one by "openssl rand -base64 32"';

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
// Node skips what is no base64; a slip of the hand would become another key.
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** Reads a key as it is configured. @throws Error that never holds the secret. */
export function encryptionKey(id: string, secret: string): EncryptionKey {
  if (!ID.test(id)) {
    throw new Error(
      `The id ${JSON.stringify(id)} of an encryption key is not 1 to 32 letters, digits, ".", "_" or "-". Give it a short name, such as the year.`,
    );
  }
  const text = secret.trim();
  const bytes = Buffer.from(text, 'base64');
  if (BASE64.test(text) && bytes.length === KEY_LENGTH) return { id, bytes };
  throw new Error(
    `The secret of the encryption key "${id}" is not ${KEY_LENGTH} bytes in base64. ${MAKE_ONE}.`,
  );
}
