import type { Digest } from '../source/digest.ts';

/** What became of a blob: sent, taken from another repository of the registry, or already there. */
export type BlobOutcome = 'uploaded' | 'mounted' | 'existing';

export interface PushProgress {
  readonly event: 'started' | BlobOutcome;
  readonly repository: string;
  /** The blob; the plain content of a layer that is compressed on the way. */
  readonly digest: Digest;
  /** In bytes, as it lies in the source. */
  readonly size: number;
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

  /** `bytes` is what was sent. */
  ended(blob: Omit<PushProgress, 'event'>, outcome: BlobOutcome, bytes = 0): void {
    this.#counts[outcome]++;
    this.#counts.bytes += bytes;
    this.#onProgress?.({ event: outcome, ...blob });
  }
}
