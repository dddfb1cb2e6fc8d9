import { Secret } from '@berth/core';
import { CompactEncrypt, compactDecrypt, type CompactDecryptResult } from 'jose';
import { fingerprint } from './fingerprint.ts';
import { isSealedFor, keyIdOf, sealedHeader, type SealedFor } from './sealed-header.ts';
import { UnopenedSealError } from './unopened-seal-error.ts';

/** 32 bytes, and the name that stands beside what they encrypt. */
export interface EncryptionKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

export interface Sealed {
  readonly text: string;
  readonly keyId: string;
}

/** Encrypts secrets at rest: JWE (RFC 7516), `dir` with `A256GCM`. The first key encrypts, all decrypt. */
export class Sealer {
  readonly #keys: readonly [EncryptionKey, ...EncryptionKey[]];

  constructor(keys: readonly [EncryptionKey, ...EncryptionKey[]]) {
    this.#keys = keys;
  }

  /** The id of the key that encrypts, then those that only decrypt. */
  get keyIds(): readonly [string, ...string[]] {
    const [first, ...others] = this.#keys;
    return [first.id, ...others.map(({ id }) => id)];
  }

  async seal(secret: Secret, owner: SealedFor): Promise<Sealed> {
    const [key] = this.#keys;
    const text = await new CompactEncrypt(new TextEncoder().encode(secret.reveal()))
      .setProtectedHeader(sealedHeader(key.id, owner))
      .encrypt(key.bytes);
    return { text, keyId: key.id };
  }

  /** By which people see that a secret changed. @param place the id of its credential, and the field. */
  fingerprint(secret: string, ...place: readonly string[]): string {
    return fingerprint(this.#keys[0], secret, place);
  }

  /** @throws UnopenedSealError when it was sealed for something else, by a key that is not here, or changed. */
  async open(sealed: string, owner: SealedFor): Promise<Secret> {
    const keyId = keyIdOf(sealed);
    if (keyId === undefined) throw damaged();
    const key = this.#keys.find(({ id }) => id === keyId);
    if (key === undefined) {
      throw new UnopenedSealError('unknown-key', `no encryption key has the id "${keyId}"`);
    }
    const { plaintext, protectedHeader } = await decrypt(sealed, key);
    if (!isSealedFor(protectedHeader, owner)) {
      throw new UnopenedSealError('misplaced', 'it was put in the place of another');
    }
    return new Secret(new TextDecoder().decode(plaintext));
  }
}

async function decrypt(sealed: string, { bytes }: EncryptionKey): Promise<CompactDecryptResult> {
  try {
    return await compactDecrypt(sealed, bytes, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
  } catch {
    throw damaged();
  }
}

function damaged(): UnopenedSealError {
  const message = 'it was changed, or sealed with another key of the same id';
  return new UnopenedSealError('damaged', message);
}
