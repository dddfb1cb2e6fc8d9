import { info, warning } from '@actions/core';
import { InvalidInputError } from '@berth/core';
import { whyMissing } from '../log-in/missing-credentials.ts';
import type { KeylessTexts } from './input-names.ts';
import type { Problems } from './problems.ts';
import { readText } from './read-input.ts';

/** Whether only the region is left of a login to AWS. */
export function isRegionAlone(keyless: KeylessTexts): boolean {
  return Object.keys(keyless).join() === 'aws-region';
}

/** A role that comes from a variable is empty where a fork gets none: what the user wants then. */
export function noRole(problems: Problems): readonly [] {
  const message = `role-to-assume is empty, and aws-region alone names no registry. ${whyMissing()}`;
  const policy = readText('if-missing-credentials');
  const leftOut = `${message} The login is left out.`;
  if (policy === 'skip') info(leftOut);
  else if (policy === 'warn') warning(leftOut, { title: 'Berth: not logged in' });
  else problems.add(new InvalidInputError(message, { field: 'role-to-assume' }));
  return [];
}
