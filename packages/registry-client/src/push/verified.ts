import type { Descriptor } from '../source/descriptor.ts';
import { digestOf, hashFor } from '../source/digest.ts';
import { BUILD_AGAIN, invalidSource } from '../source/invalid-source.ts';

/**
 * Passes content on, the last chunk only when all of it is what the descriptor says: whoever sends
 * it never completes a blob that lies.
 */
export async function* verified(
  open: () => AsyncIterable<Buffer>,
  { digest, size }: Pick<Descriptor, 'digest' | 'size'>,
  { source, signal }: { readonly source: string; readonly signal: AbortSignal },
): AsyncGenerator<Buffer> {
  const hash = hashFor(digest);
  let held: Buffer | undefined;
  let read = 0;
  for await (const chunk of readable(open, digest, source)) {
    signal.throwIfAborted();
    hash.update(chunk);
    read += chunk.length;
    if (held !== undefined) yield held;
    held = chunk;
  }
  const actual = digestOf(hash, digest);
  if (actual !== digest || read !== size) {
    const reason = `${digest} holds ${read} bytes with the digest ${actual}`;
    throw invalidSource(source, reason, BUILD_AGAIN);
  }
  if (held !== undefined) yield held;
}

// A disk that fails must not look like a network that fails, which would be tried again.
async function* readable(
  open: () => AsyncIterable<Buffer>,
  digest: string,
  source: string,
): AsyncGenerator<Buffer> {
  try {
    yield* open();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
    throw invalidSource(source, `${digest} cannot be read (${code})`, 'Check the disk');
  }
}
