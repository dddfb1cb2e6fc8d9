import { readFileSync } from 'node:fs';
import { InvalidInputError } from '@berth/core';
import { errorCode } from '../error-code.ts';

/** The text of a file; nothing where there is none. A file that cannot be read is an error. */
export function readFileText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new InvalidInputError(
      `Cannot read "${file}" (${errorCode(error)}). Nothing was changed. Give this user the right to read it, or name another folder in DOCKER_CONFIG.`,
    );
  }
}
