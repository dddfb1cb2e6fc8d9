import { statSync } from 'node:fs';
import path from 'node:path';
import { setSecret } from '@actions/core';
import { formatPullSecret, InvalidInputError, pullSecret, Secret } from '@berth/core';
import type { PullSecretInput } from './inputs/pull-secret-input.ts';
import type { CompleteLogin } from './inputs/registry-input.ts';
import { replaceFile } from './docker-config/write-file.ts';

/** Says beforehand what would stop `writePullSecret`. Without logins only the name is checked. */
export function checkPullSecret(input: PullSecretInput, logins: readonly CompleteLogin[]): void {
  pullSecret({ name: input.name, logins: logins.length > 0 ? logins : [ANY_LOGIN] });
  if (!statSync(input.file, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new InvalidInputError(
    `Invalid pull-secret-file "${input.file}": it is a folder. Name a file in it.`,
    { field: 'pull-secret-file' },
  );
}

/** Writes the pull secret, also over an older one, and returns the file's whole path. */
export function writePullSecret(input: PullSecretInput, logins: readonly CompleteLogin[]): string {
  const secret = pullSecret({ name: input.name, logins });
  // Base64 is no encryption: whoever sees the data has every password.
  setSecret(secret.data['.dockerconfigjson'].reveal());
  const file = path.resolve(input.file);
  replaceFile(file, formatPullSecret(secret, input.format), { mode: 0o600 });
  return file;
}

const ANY_LOGIN = { server: 'registry.invalid', username: 'nobody', password: new Secret('none') };
