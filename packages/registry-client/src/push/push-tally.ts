import type { Digest } from '../source/digest.ts';

/** What became of a blob: sent, taken from another repository of the registry, or already there. */
export type BlobOutcome = 'uploaded' | 'mounted' | 'existing';

export interface PushProgress {
  readonly event: 'started' | 'sending' | BlobOutcome;
  readonly repository: string;
  /** The blob; the plain content of a layer that is compressed on the way. */
  readonly digest: Digest;
  /** In bytes, as it lies in the source. */
  readonly size: number;
  /** Of `size`, what has been handed to the connection; with `sending` only. */
  readonly sent?: number;
}

export interface BlobCounts {
  readonly uploaded: number;
  readonly mounted: number;
  readonly existing: number;
  /** Sent, of all uploaded blobs. */
  readonly bytes: number;
}

/** Counts what a push does, and tells whoever wants to know at once. */
export class PushTally {
  readonly #counts = { uploaded: 0, mounted: 0, existing: 0, bytes: 0 };
  readonly #onProgress: ((progress: PushProgress) => void) | undefined;

  constructor(onProgress?: (progress: PushProgress) => void) {
    this.#onProgress = onProgress;
  }

  get counts(): BlobCounts {
    return { ...this.#counts };
  }

  started(blob: Omit<PushProgress, 'event'>): void {
    this.#onProgress?.({ event: 'started', ...blob });
  }

  /** Passes content on, and tells how far it is with every chunk. */
  async *counted(
    content: AsyncIterable<Buffer>,
    blob: Omit<PushProgress, 'event'>,
  ): AsyncGenerator<Buffer> {
    let sent = 0;
    for await (const chunk of content) {
      yield chunk;
      sent += chunk.length;
      this.#onProgress?.({ event: 'sending', ...blob, sent });
    }
  }

  /** `bytes` is what was sent. */
  ended(blob: Omit<PushProgress, 'event'>, outcome: BlobOutcome, bytes = 0): void {
    this.#counts[outcome]++;
    this.#counts.bytes += bytes;
    this.#onProgress?.({ event: outcome, ...blob });
  }
}
