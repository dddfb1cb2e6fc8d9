import { statSync } from 'node:fs';
import path from 'node:path';
import { formatPullSecret, InvalidInputError, type PullSecret } from '@berth/core';
import type { PullSecretInput } from '../inputs/pull-secret-input.ts';
import { replaceFile } from '../docker-config/write-file.ts';

/** Says beforehand what would stop `writePullSecretFile`. */
export function checkPullSecretFile(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new InvalidInputError(
    `Invalid pull-secret-file "${file}": it is a folder. Name a file in it.`,
    { field: 'pull-secret-file' },
  );
}

/** Writes the pull secret, also over an older one, and returns the file's whole path. */
export function writePullSecretFile(
  secret: PullSecret,
  { file, format }: { readonly file: string; readonly format: PullSecretInput['format'] },
): string {
  const whole = path.resolve(file);
  replaceFile(whole, formatPullSecret(secret, format), { mode: 0o600 });
  return whole;
}
