import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where a job may leave files until it ends: the runner empties it. */
export function temporaryFolder(): string {
  return process.env['RUNNER_TEMP'] || tmpdir();
}

/** A new folder there that only this user may enter. */
export function newTemporaryFolder(name: string): string {
  return mkdtempSync(path.join(temporaryFolder(), `berth-${name}-`));
}
