import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { invalidSource } from './invalid-source.ts';

interface PlainFile {
  readonly path: string;
  /** Removes what was written aside. */
  close(): Promise<void>;
}

interface Compression {
  readonly name: string;
  readonly magic: readonly number[];
  readonly decompress?: () => NodeJS.ReadWriteStream;
}

const COMPRESSIONS: readonly Compression[] = [
  { name: 'gzip', magic: [0x1f, 0x8b], decompress: () => createGunzip() },
  { name: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd], decompress: () => createZstdDecompress() },
  { name: 'bzip2', magic: [0x42, 0x5a, 0x68] },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
];

/**
 * The archive itself, or where it is compressed (`docker save … | gzip`) a plain copy that only
 * this user can read: the entries of a compressed archive cannot be read one by one.
 */
export async function plainFile(
  archive: string,
  source: string,
  temporaryFolder: string = tmpdir(),
): Promise<PlainFile> {
  const compression = compressionOf(await startOf(archive, source));
  if (compression === undefined) return { path: archive, close: () => Promise.resolve() };
  const { name, decompress } = compression;
  if (decompress === undefined) {
    throw invalidSource(
      source,
      `the archive is compressed with ${name}`,
      `Decompress it first, or use gzip or zstd`,
    );
  }

  const folder = await mkdtemp(path.join(temporaryFolder, 'berth-image-'));
  const close = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const copy = path.join(folder, 'image.tar');
  try {
    await pipeline(
      createReadStream(archive),
      decompress(),
      createWriteStream(copy, { mode: 0o600, flags: 'wx' }),
    );
  } catch (cause) {
    await close();
    if (!isDamage(cause)) throw cause;
    throw invalidSource(source, `the archive is no whole ${name} file`, 'Save the archive again');
  }
  return { path: copy, close };
}

export function compressionOf(start: Buffer): Compression | undefined {
  return COMPRESSIONS.find(({ magic }) => magic.every((byte, index) => start[index] === byte));
}

async function startOf(archive: string, source: string): Promise<Buffer> {
  const bytes = Buffer.alloc(8);
  try {
    const handle = await open(archive);
    try {
      if (!(await handle.stat()).isFile()) {
        throw invalidSource(source, `"${archive}" is no file`, 'Check the path');
      }
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw invalidSource(source, `"${archive}" is not there`, 'Check the path');
  }
}

/** Errors of the decompressor, not of the disk: a full disk must stay a full disk. */
export function isDamage(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_|ERR_ZSTD)/.test(String(error.code))
  );
}
