import { createHash } from 'node:crypto';
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import { content } from './content.ts';
import { TAR_END, tarHeader, tarPadding } from './tar-entry.ts';
import type { TestLayer } from './test-image.ts';

export interface BlobDescriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** Writes a gzip layer, a tar with one file, into an OCI layout. */
export function writeLayer(
  folder: string,
  layer: TestLayer,
): { readonly descriptor: BlobDescriptor; readonly diffId: string } {
  const hash = createHash('sha256');
  const plain = tee(tarOf(layer), chunk => hash.update(chunk));
  // What can be compressed is for tests of that: nobody needs its digest to be the same everywhere.
  const isNoise = (layer.content ?? 'noise') === 'noise';
  const gzip = isNoise ? storedGzip(plain) : [gzipSync(Buffer.concat([...plain]), { level: 1 })];
  const blob = writeBlob(folder, gzip);
  return {
    descriptor: { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...blob },
    diffId: `sha256:${hash.digest('hex')}`,
  };
}

export function writeBlob(
  folder: string,
  chunks: Iterable<Buffer>,
): { readonly digest: string; readonly size: number } {
  const blobs = path.join(folder, 'blobs/sha256');
  const hash = createHash('sha256');
  let size = 0;
  const file = openSync(path.join(blobs, 'unnamed'), 'w');
  for (const chunk of chunks) {
    hash.update(chunk);
    size += writeSync(file, chunk);
  }
  closeSync(file);
  const hex = hash.digest('hex');
  renameSync(path.join(blobs, 'unnamed'), path.join(blobs, hex));
  return { digest: `sha256:${hex}`, size };
}

function* tarOf({ seed, size, content: kind = 'noise' }: TestLayer): Generator<Buffer> {
  yield tarHeader({ name: seed, size });
  yield* content(kind, seed, size);
  yield tarPadding(size);
  yield TAR_END;
}

function* tee(chunks: Iterable<Buffer>, seen: (chunk: Buffer) => void): Generator<Buffer> {
  for (const chunk of chunks) {
    seen(chunk);
    yield chunk;
  }
}

// Stored blocks only: the digest does not depend on the zlib that is there.
function* storedGzip(chunks: Iterable<Buffer>): Generator<Buffer> {
  yield Buffer.from('1f8b08000000000000ff', 'hex');
  let checksum = 0;
  let size = 0;
  for (const chunk of chunks) {
    checksum = crc32(chunk, checksum);
    size += chunk.length;
    for (let start = 0; start < chunk.length; start += 0xffff) {
      const part = chunk.subarray(start, start + 0xffff);
      yield Buffer.from([0, part.length, part.length >> 8, ~part.length, ~part.length >> 8]);
      yield part;
    }
  }
  const end = Buffer.from('03000000000000000000', 'hex');
  end.writeUInt32LE(checksum, 2);
  end.writeUInt32LE(size % 2 ** 32, 6);
  yield end;
}
