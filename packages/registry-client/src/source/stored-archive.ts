import { open } from 'node:fs/promises';
import path from 'node:path';
import { invalidSource } from './invalid-source.ts';
import { StoredFile, type StoredFiles } from './stored-file.ts';
import { readTarIndex, type TarEntry } from './tar-index.ts';
import { plainFile } from './plain-file.ts';

/** The files of a tar archive, which may be compressed with gzip or zstd. Nothing is unpacked. */
export async function openStoredArchive(
  archive: string,
  source: string,
  temporaryFolder?: string,
): Promise<StoredFiles> {
  const plain = await plainFile(archive, source, temporaryFolder);
  try {
    const entries = await entriesOf(plain.path, source);
    return {
      source,
      find: name => {
        const entry = follow(entries, name, source);
        if (entry === undefined) return Promise.resolve(undefined);
        return Promise.resolve(new StoredFile({ name, path: plain.path, ...entry }));
      },
      close: () => plain.close(),
    };
  } catch (error) {
    await plain.close();
    throw error;
  }
}

const SAVE_AGAIN = 'Save the archive again';

async function entriesOf(file: string, source: string): Promise<ReadonlyMap<string, TarEntry>> {
  const handle = await open(file);
  try {
    return await readTarIndex(handle);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalidSource(source, error.message, SAVE_AGAIN);
  } finally {
    await handle.close();
  }
}

const MAX_LINKS = 10;

/**
 * Finds a file, also behind links, which never leave the archive: `docker save` of Docker 20.10
 * writes a layer that two images share once, and a link for the other.
 */
function follow(
  entries: ReadonlyMap<string, TarEntry>,
  wanted: string,
  source: string,
): TarEntry | undefined {
  let name = path.posix.normalize(wanted);
  for (let links = 0; links <= MAX_LINKS; links++) {
    const entry = entries.get(name);
    if (entry === undefined) return undefined;
    if (entry.isDuplicate) throw invalidSource(source, `it holds "${name}" twice`, SAVE_AGAIN);
    if (entry.kind === 'file') return entry;
    if (entry.kind !== 'link' && entry.kind !== 'symlink') {
      throw invalidSource(source, `"${name}" is no file`, SAVE_AGAIN);
    }
    const from = entry.kind === 'symlink' ? path.posix.dirname(name) : '.';
    const next = path.posix.join(from, entry.target);
    if (entry.target.startsWith('/') || next === '..' || next.startsWith('../')) {
      throw invalidSource(source, `"${name}" is a link that leaves the archive`, SAVE_AGAIN);
    }
    name = next;
  }
  throw invalidSource(source, `"${wanted}" is a link that leads nowhere`, SAVE_AGAIN);
}
