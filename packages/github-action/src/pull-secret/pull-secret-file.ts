import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatPullSecret, InvalidInputError, type PullSecret } from '@berth/core';
import type { PullSecretInput } from '../inputs/pull-secret-input.ts';
import { replaceFile } from '../docker-config/write-file.ts';

/** Says beforehand what would stop `writePullSecretFile`. */
export function checkPullSecretFile(file: string): void {
  if (/\p{Cc}/u.test(file))
    throw invalid(file, 'it has a line break or another control character in it', 'Name one file');
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw invalid(file, 'it is a folder', 'Name a file in it');
  }
  const folder = nearestFolder(path.dirname(path.resolve(file)));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw invalid(file, `"${folder}" is no folder`, 'Name a file elsewhere');
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw invalid(file, `this user may not write in "${folder}"`, 'Name a file elsewhere');
  }
}

/** The folder itself, or the first above it that is there. */
function nearestFolder(folder: string): string {
  const above = path.dirname(folder);
  // A drive of Windows that is not there has nothing above it.
  return existsSync(folder) || above === folder ? folder : nearestFolder(above);
}

function invalid(file: string, reason: string, nextStep: string): InvalidInputError {
  return new InvalidInputError(
    `Invalid pull-secret-file ${JSON.stringify(file)}: ${reason}. ${nextStep}.`,
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
