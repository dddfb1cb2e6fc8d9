import { InvalidInputError } from '@berth/core';
import { NameTakenError } from '../http/request-conflict-errors.ts';

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether it could be the id of an entry. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Whether an entry may have this name. */
export function isEntryName(name: string): boolean {
  return problemWith(name) === undefined;
}

/** Checks the name of a new registry or credential. @throws InvalidInputError */
export function checkEntryName(name: string, what: 'registry' | 'credential'): void {
  const problem = problemWith(name);
  if (problem === undefined) return;
  throw new InvalidInputError(`Invalid name of a ${what} ${JSON.stringify(name)}: ${problem}`, {
    field: 'name',
  });
}

/** A name in a body must be the one in the path. @throws InvalidInputError */
export function checkSameName(name: string | undefined, stored: string): void {
  if (name === undefined || name === stored) return;
  throw new InvalidInputError(
    `The name ${JSON.stringify(name)} is not that of ${JSON.stringify(stored)}, and a name cannot be changed. Leave it out, or make a new entry.`,
    { field: 'name' },
  );
}

/** Names are everybody's: who may create learns that one is taken, and nothing else. @throws NameTakenError */
export function checkFree(taken: { readonly name: string } | undefined): void {
  if (taken === undefined) return;
  throw new NameTakenError(
    `The name ${JSON.stringify(taken.name)} is taken by an entry that you may not read. Use another name.`,
  );
}

function problemWith(name: string): string | undefined {
  if (name === 'none') return 'it says that there is no registry. Use another name.';
  if (isUuid(name)) return 'it looks like the id of an entry, and there is none. Use a name.';
  if (NAME.test(name)) return undefined;
  return 'it is not 1 to 63 of a-z, 0-9 and "-" with a letter or digit at both ends. Write it so.';
}
