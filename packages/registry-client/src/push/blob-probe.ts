import type { Digest } from '../source/digest.ts';
import type { RemoteRepository } from './remote-repository.ts';

// Config and base layers come first: where none of them is there, the repository is new to the image.
const ENOUGH = 6;

/** Asks a repository for blobs, until it is plain that it has none of this image. */
export class BlobProbe {
  readonly #repository: RemoteRepository;
  #missing = 0;
  #found = 0;

  constructor(repository: RemoteRepository) {
    this.#repository = repository;
  }

  /** Whether asking on is not worth a request for each blob. */
  get isHopeless(): boolean {
    return this.#found === 0 && this.#missing >= ENOUGH;
  }

  async has(digest: Digest): Promise<boolean> {
    const found = await this.#repository.hasBlob(digest);
    if (found) this.#found++;
    else this.#missing++;
    return found;
  }
}
