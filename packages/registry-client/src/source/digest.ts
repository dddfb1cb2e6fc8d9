import { createHash, type Hash } from 'node:crypto';

/** The content of a blob, named: `sha256:` and 64 lower-case hex digits, or sha384, or sha512. */
export type Digest = `${DigestAlgorithm}:${string}`;

type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512';

const HEX_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** Whether this is a digest of the OCI image specification with an algorithm that Node has. */
export function isDigest(text: string): text is Digest {
  const [algorithm = '', hex = '', ...rest] = text.split(':');
  return rest.length === 0 && hex.length === HEX_LENGTHS.get(algorithm) && /^[0-9a-f]+$/.test(hex);
}

/** A hash of the algorithm that the digest names. */
export function hashFor(digest: Digest): Hash {
  return createHash(algorithmOf(digest));
}

/** The digest of what went into the hash, in the algorithm of `like`. */
export function digestOf(hash: Hash, like: Digest = 'sha256:'): Digest {
  return `${algorithmOf(like)}:${hash.digest('hex')}`;
}

/** Whether the digest, of whichever algorithm, is that of these bytes. */
export function isNameOf(bytes: Uint8Array, digest: string): boolean {
  return isDigest(digest) && digestOf(hashFor(digest).update(bytes), digest) === digest;
}

export function sha256Of(bytes: Uint8Array): Digest {
  return digestOf(createHash('sha256').update(bytes));
}

function algorithmOf(digest: Digest): DigestAlgorithm {
  return digest.slice(0, digest.indexOf(':')) as DigestAlgorithm;
}
