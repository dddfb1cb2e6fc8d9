import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { errorCode } from '../error-code.ts';

/**
 * Replaces a file in one step: a reader sees the old content or the new one. A link is followed. A
 * new file gets mode 0600, an existing one keeps its mode and owner unless `mode` is given.
 */
export function replaceFile(
  file: string,
  content: string,
  options: { readonly mode?: number } = {},
): void {
  const target = followLinks(file);
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  const before = statSync(target, { throwIfNoEntry: false });
  const aside = asideOf(target);
  // One that a killed process has left.
  rmSync(aside, { force: true });
  try {
    writeFileSync(aside, content, { flag: 'wx', mode: 0o600 });
    if (before) keepOwner(aside, before);
    chmodSync(aside, (options.mode ?? before?.mode ?? 0o600) & 0o7777);
    renameWhenFree(aside, target);
  } catch (error) {
    rmSync(aside, { force: true });
    // A file that is mounted by itself, as into a container, can only be written in place.
    if (!['EBUSY', 'EXDEV'].includes(errorCode(error))) throw error;
    writeFileSync(target, content);
  }
}

/** Where the new content is written first. One name, so that what a killed process has left is found. */
export function asideOf(file: string): string {
  return `${file}.berth-tmp`;
}

function renameWhenFree(from: string, to: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      return renameSync(from, to);
    } catch (error) {
      // Windows refuses while somebody reads the file, as a virus scanner may for a second.
      if (process.platform !== 'win32' || attempt === 20) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

/** The file that a link leads to, also where that does not exist yet. */
export function followLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    const link = lstatSync(file, { throwIfNoEntry: false });
    if (!link?.isSymbolicLink()) return file;
    return followLinks(path.resolve(path.dirname(file), readlinkSync(file)));
  }
}

function keepOwner(file: string, { uid, gid }: { readonly uid: number; readonly gid: number }) {
  try {
    chownSync(file, uid, gid);
  } catch {
    // Only root may give files away.
  }
}
