import { createHash } from 'node:crypto';
import { decodeProtectedHeader, type CompactJWEHeaderParameters } from 'jose';

/** What a sealed text belongs to; opened for anything else it is refused. */
export interface SealedFor {
  readonly id: string;
  readonly revision: number;
  /** Where the secret may go: whoever can write the database, and has no key, cannot add to it. */
  readonly bindings: readonly unknown[];
}

/** The protected header of what is sealed here; nothing else may stand in it. */
export function sealedHeader(keyId: string, owner: SealedFor): CompactJWEHeaderParameters {
  return { alg: 'dir', enc: 'A256GCM', kid: keyId, ...claimsOf(owner) };
}

/** The id of the key; undefined for a text that was not sealed here, whatever else it is. */
export function keyIdOf(sealed: string): string | undefined {
  const header = headerOf(sealed);
  const names = Object.keys(header).sort().join();
  const isOurs = names === NAMES && header['alg'] === 'dir' && header['enc'] === 'A256GCM';
  return isOurs && typeof header['kid'] === 'string' ? header['kid'] : undefined;
}

export function isSealedFor(header: Readonly<Record<string, unknown>>, owner: SealedFor): boolean {
  return Object.entries(claimsOf(owner)).every(([name, claim]) => header[name] === claim);
}

const NAMES = ['alg', 'cid', 'enc', 'hosts', 'kid', 'rev'].join();

function claimsOf({ id, revision, bindings }: SealedFor) {
  const hosts = createHash('sha256').update(JSON.stringify(bindings)).digest('base64url');
  return { cid: id, rev: revision, hosts };
}

function headerOf(sealed: string): Readonly<Record<string, unknown>> {
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    return {};
  }
}
