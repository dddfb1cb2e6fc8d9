import { InvalidInputError } from '../invalid-input-error.ts';
import { isProgram } from './shell-program.ts';
import type { PlacedWord, ShellToken } from './shell-words.ts';

/**
 * Refuses a script in which an operator stands inside a word, as in `-p some>thing`: the shell would
 * cut the password there.
 *
 * @throws InvalidInputError with the operator; the words are not repeated.
 */
export function checkCutWords(tokens: readonly ShellToken[]): void {
  tokens.forEach((token, index) => {
    if (typeof token !== 'string' || token === '\n' || token.startsWith('<<')) return;
    if (/^[&()]$/.test(token)) throw unquoted(token);
    const words = [tokens[index - 2], tokens[index - 1], tokens[index + 1]] as const;
    if (/[<>]/.test(token) ? redirectCuts(words) : separatorCuts(words)) throw unquoted(token);
  });
}

/** The error for an operator that most likely belongs to a password. */
export function unquoted(operator: string): InvalidInputError {
  return new InvalidInputError(
    `The command cannot be read: "${operator}" ends it there. Put the password in single quotes.`,
  );
}

type Neighbours = readonly [
  secondBefore: ShellToken | undefined,
  before: ShellToken | undefined,
  behind: ShellToken | undefined,
];

function redirectCuts([secondBefore, before, behind]: Neighbours): boolean {
  if (!isWord(before)) return false;
  // `2>` in `2>&1`
  const isDescriptor = /^\d$/.test(before.text) && before.touchesBehind;
  if (isLoginFlag(isDescriptor ? secondBefore : before)) return true;
  if (isDescriptor || !before.touchesBehind) return false;
  return !isWord(behind) || behind.text !== '/dev/null';
}

function separatorCuts([, before, behind]: Neighbours): boolean {
  if (!isWord(before) || !isWord(behind)) return false;
  return before.touchesBehind && behind.touchesBefore && !isProgram(behind.text);
}

function isWord(token: ShellToken | undefined): token is PlacedWord {
  return typeof token === 'object';
}

function isLoginFlag(token: ShellToken | undefined): boolean {
  return isWord(token) && /^--?(?:docker-)?(?:u|p|user|username|password)$/.test(token.text);
}
