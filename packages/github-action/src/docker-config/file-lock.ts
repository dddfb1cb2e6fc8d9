import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InvalidInputError } from '@berth/core';
import { errorCode } from '../error-code.ts';

/** Seconds after which a lock is taken to be left behind; the work under it takes well under one. */
const STALE = 60;

/**
 * Runs `work` while this process alone holds `<file>.lock`, so that two jobs on one machine do not
 * lose each other's changes. `touch` says that a longer work is still alive.
 */
export async function withLock<T>(
  file: string,
  work: (touch: () => void) => Promise<T>,
): Promise<T> {
  const lock = `${file}.lock`;
  const token = `${process.pid}-${Math.random()}`;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  await acquire(lock, token);
  try {
    return await work(() => writeFileSync(lock, token));
  } finally {
    if (holder(lock) === token) rmSync(lock, { force: true });
  }
}

async function acquire(lock: string, token: string): Promise<void> {
  const patience = Date.now() + 2 * STALE * 1000;
  while (!take(lock, token)) {
    breakStale(lock);
    if (Date.now() > patience) {
      throw new InvalidInputError(
        `The lock "${lock}" has been held for ${2 * STALE} seconds by other processes in turn. Look for a step that hangs, or delete the file.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 5 + Math.random() * 20));
  }
}

function take(lock: string, token: string): boolean {
  try {
    writeFileSync(lock, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    // Windows answers EPERM while the file is being deleted.
    if (errorCode(error) === 'EEXIST') return false;
    if (process.platform === 'win32' && errorCode(error) === 'EPERM') return false;
    throw new InvalidInputError(
      `Cannot write "${lock}" (${errorCode(error)}). Give this user the right to write that folder, or use "config: isolated".`,
    );
  }
}

/** Renames before it deletes: of several processes that see a stale lock, one gets it. */
function breakStale(lock: string): void {
  const stale = holder(lock);
  if (stale === undefined || !isStale(lock)) return;
  const aside = `${lock}.${process.pid}.stale`;
  try {
    renameSync(lock, aside);
    // Somebody was quicker, and this is the lock of a living process: give it back.
    if (readFileSync(aside, 'utf8') !== stale) return renameSync(aside, lock);
    rmSync(aside, { force: true });
  } catch {
    // Gone meanwhile.
  }
}

function isStale(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE * 1000;
  } catch {
    return false;
  }
}

function holder(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}
