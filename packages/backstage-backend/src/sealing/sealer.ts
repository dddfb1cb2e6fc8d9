import { Secret } from '@berth/core';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { fingerprint } from './fingerprint.ts';

/** 32 bytes, and the name that stands beside what they encrypt. */
export interface EncryptionKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What a sealed text belongs to; opened for anything else it is refused. */
export interface SealedFor {
  readonly id: string;
  readonly revision: number;
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

  async seal(secret: Secret, { id, revision }: SealedFor): Promise<Sealed> {
    const [key] = this.#keys;
    const text = await new CompactEncrypt(new TextEncoder().encode(secret.reveal()))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.id, cid: id, rev: revision })
      .encrypt(key.bytes);
    return { text, keyId: key.id };
  }

  /** By which people see that a secret changed. @param place the id of its credential, and the field. */
  fingerprint(secret: string, ...place: readonly string[]): string {
    return fingerprint(this.#keys[0], secret, place);
  }

  /** @throws Error when it was sealed for something else, by a key that is not here, or changed. */
  async open(sealed: string, { id, revision }: SealedFor): Promise<Secret> {
    const { kid } = decodeProtectedHeader(sealed);
    const key = this.#keys.find(one => one.id === kid);
    if (key === undefined) throw new Error(`No encryption key has the id "${kid}".`);
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key.bytes, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader['cid'] !== id || protectedHeader['rev'] !== revision) {
      throw new Error('A sealed secret was put in the place of another.');
    }
    return new Secret(new TextDecoder().decode(plaintext));
  }
}
