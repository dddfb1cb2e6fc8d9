import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where a job may leave files until it ends: the runner empties it. */
export function temporaryFolder(): string {
  return process.env['RUNNER_TEMP'] || tmpdir();
}

/** A new folder there that only this user may enter. */
export function newTemporaryFolder(name: string): string {
  return makeTemporaryFolder(temporaryName(name));
}

/** The name for such a folder, which is told before there is one. */
export function temporaryName(name: string): string {
  const unique = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  return path.resolve(temporaryFolder(), `berth-${name}-${unique}`);
}

/** Fails where there is one already: somebody else's is not used. */
export function makeTemporaryFolder(folder: string): string {
  mkdirSync(path.dirname(folder), { recursive: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}
