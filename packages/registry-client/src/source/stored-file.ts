import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { BUILD_AGAIN, invalidSource } from './invalid-source.ts';

/** What an image's folder or archive holds, by name. */
export interface StoredFiles {
  /** The source as the user wrote it, for messages. */
  readonly source: string;
  /** Undefined where there is no file of this name; names have slashes and no `..`. */
  find(name: string): Promise<StoredFile | undefined>;
  close(): Promise<void>;
}

// Large enough that a gigabyte is not 16,000 turns of the event loop, small enough for memory.
const CHUNK_SIZE = 256 * 1024;

/** A part of a file on disk: a whole file, or an entry of an archive. */
export class StoredFile {
  readonly name: string;
  readonly size: number;
  readonly #path: string;
  readonly #offset: number;

  constructor(place: { name: string; path: string; offset: number; size: number }) {
    this.name = place.name;
    this.size = place.size;
    this.#path = place.path;
    this.#offset = place.offset;
  }

  /** Starts anew with every call. */
  stream(): Readable {
    if (this.size === 0) return Readable.from([]);
    const start = this.#offset;
    const end = start + this.size - 1;
    return createReadStream(this.#path, { start, end, highWaterMark: CHUNK_SIZE });
  }

  /** The first bytes, fewer where the file is shorter. */
  async start(length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(Math.min(length, this.size));
    const handle = await open(this.#path);
    try {
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, this.#offset);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }
}

/** As registries limit manifests: https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pushing-manifests */
const DOCUMENT_LIMIT = 4 * 1024 * 1024;

/** The bytes of a JSON document that an image of this kind must have. */
export async function readDocument(files: StoredFiles, name: string): Promise<Buffer> {
  const file = await files.find(name);
  if (file === undefined) throw invalidSource(files.source, `${name} is missing`, BUILD_AGAIN);
  if (file.size <= DOCUMENT_LIMIT) return file.start(file.size);
  const reason = `${name} has ${file.size} bytes, and ${DOCUMENT_LIMIT} is what registries take`;
  throw invalidSource(files.source, reason, BUILD_AGAIN);
}
