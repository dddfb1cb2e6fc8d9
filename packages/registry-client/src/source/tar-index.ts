import type { FileHandle } from 'node:fs/promises';
import { parsePaxRecords } from './pax-records.ts';
import { BLOCK_SIZE, parseTarHeader, type TarEntryKind, type TarHeader } from './tar-header.ts';

/** Where an archive holds what; the data itself is not read. */
export interface TarEntry {
  readonly kind: TarEntryKind;
  readonly offset: number;
  readonly size: number;
  /** Where a link leads, as it is written. */
  readonly target: string;
  /** More than one file has this name: which one is meant depends on who reads. */
  readonly isDuplicate: boolean;
}

const MAX_ENTRIES = 100_000;
const MAX_METADATA_SIZE = 1024 * 1024;

/**
 * Walks from header to header. Throws a RangeError that says what is wrong with the archive.
 *
 * Written here because the archive is read at random: tar-stream, the usual package, reads an
 * archive through, and no longer exports the decoder of its headers.
 */
export async function readTarIndex(archive: FileHandle): Promise<ReadonlyMap<string, TarEntry>> {
  const { size: archiveSize } = await archive.stat();
  const read = windowReader(archive);
  const entries = new Map<string, TarEntry>();
  let overrides: Overrides = {};
  let position = 0;

  for (let count = 0; position + BLOCK_SIZE <= archiveSize; count++) {
    if (count > MAX_ENTRIES) throw new RangeError(`it has more than ${MAX_ENTRIES} entries`);
    const header = headerAt(await read(position, BLOCK_SIZE), position);
    if (header === undefined) return entries;

    const offset = position + BLOCK_SIZE;
    const { name, target, size } = { ...header, ...overrides };
    if (offset + size > archiveSize) throw new RangeError(`it is cut off inside "${name}"`);
    position = offset + Math.ceil(size / BLOCK_SIZE) * BLOCK_SIZE;
    if (isMetadata(header)) {
      if (size > MAX_METADATA_SIZE)
        throw new RangeError(`the header of an entry has ${size} bytes`);
      overrides = { ...overrides, ...overridesOf(header, await read(offset, size)) };
      continue;
    }
    overrides = {};
    const key = safeName(name);
    const isDuplicate = header.kind !== 'folder' && entries.has(key);
    entries.set(key, { kind: header.kind, offset, size, target, isDuplicate });
  }
  if (position === 0) throw new RangeError('it is empty');
  return entries;
}

type Overrides = Partial<Pick<TarHeader, 'name' | 'target' | 'size'>>;

/** Reads a little ahead, since the headers of small files lie close together. */
function windowReader(archive: FileHandle): (position: number, length: number) => Promise<Buffer> {
  let window = Buffer.alloc(0);
  let start = 0;
  return async (position, length) => {
    if (position < start || position + length > start + window.length) {
      const bytes = Buffer.alloc(Math.max(length, WINDOW_SIZE));
      const { bytesRead } = await archive.read(bytes, 0, bytes.length, position);
      window = bytes.subarray(0, bytesRead);
      start = position;
    }
    return window.subarray(position - start, position - start + length);
  };
}

const WINDOW_SIZE = 16 * 1024;

function headerAt(block: Buffer, position: number): TarHeader | undefined {
  try {
    return parseTarHeader(block);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (position === 0) throw new RangeError('it is no tar archive', { cause: error });
    throw new RangeError(`it is damaged at byte ${position}: ${error.message}`, { cause: error });
  }
}

function isMetadata({ kind }: TarHeader): boolean {
  return METADATA.has(kind);
}

const METADATA: ReadonlySet<TarEntryKind> = new Set([
  'pax',
  'pax-global',
  'long-name',
  'long-target',
]);

/** What stands before an entry because its own header has no room for it. */
function overridesOf({ kind }: TarHeader, bytes: Buffer): Overrides {
  if (kind === 'long-name') return { name: untilZero(bytes) };
  if (kind === 'long-target') return { target: untilZero(bytes) };
  if (kind === 'pax-global') return {};
  const records = parsePaxRecords(bytes);
  const name = records.get('path');
  const target = records.get('linkpath');
  const size = records.get('size');
  return {
    ...(name !== undefined && { name }),
    ...(target !== undefined && { target }),
    ...(size !== undefined && { size: sizeOf(size) }),
  };
}

function untilZero(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
}

function sizeOf(text: string): number {
  const size = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(size)) {
    throw new RangeError('its pax header is malformed');
  }
  return size;
}

/** The name without `./` and doubled slashes. Throws where it leads out of the archive. */
function safeName(name: string): string {
  const parts = name.split('/').filter(part => part !== '' && part !== '.');
  if (name.startsWith('/') || parts.includes('..')) {
    throw new RangeError(`it holds "${name}", which leads out of it`);
  }
  return parts.join('/');
}
