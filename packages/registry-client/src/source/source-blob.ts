import { Readable } from 'node:stream';
import type { Descriptor } from './descriptor.ts';
import { sha256Of } from './digest.ts';

/** Content that can be read again and again, and what it claims to be. */
export interface SourceBlob {
  readonly descriptor: Descriptor;
  /** The content, from its start with every call; nobody has checked it. */
  stream(): Readable;
}

export function sourceBlobOf(bytes: Buffer, mediaType: string): SourceBlob {
  return {
    descriptor: { mediaType, digest: sha256Of(bytes), size: bytes.length },
    stream: () => Readable.from([bytes]),
  };
}
