import { InvalidInputError } from '../invalid-input-error.ts';
import { shellTokens, type ShellToken, type ShellWord } from './shell-words.ts';

/** One command of a script, with what it reads from. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The word behind `<<<`. */
  readonly hereString?: ShellWord;
  /** The command before the pipe. */
  readonly pipedFrom?: ShellCommand;
}

/**
 * Splits a script into its commands; what is redirected to or from files is left out.
 *
 * @throws InvalidInputError where a character cuts a command short that nobody wants cut there:
 * most likely it belongs to a password.
 */
export function shellCommands(text: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let current: ShellToken[] = [];
  let pipedFrom: ShellCommand | undefined;
  for (const token of [...shellTokens(text), ';']) {
    if (token === '&' || token === '(' || token === ')') throw unquoted(token);
    if (typeof token === 'string' && ENDS.has(token)) {
      const command = commandOf(current, pipedFrom);
      if (command !== undefined) commands.push(command);
      // A line may break behind a pipe.
      if (command !== undefined || token !== ';') pipedFrom = token === '|' ? command : undefined;
      current = [];
    } else {
      current.push(token);
    }
  }
  return commands;
}

const ENDS = new Set([';', '|', '||', '&&']);

function unquoted(character: string): InvalidInputError {
  return new InvalidInputError(
    `The command cannot be read: "${character}" ends it there. Put the password in single quotes.`,
  );
}

/** What stands before the name of a program: prompts, `sudo` and assignments. */
const BEFORE_PROGRAM = /^(?:[$#>%]|PS.*>|sudo|[A-Za-z_]\w*=.*)$/s;

function commandOf(
  tokens: readonly ShellToken[],
  pipedFrom: ShellCommand | undefined,
): ShellCommand | undefined {
  const words: ShellWord[] = [];
  let hereString: ShellWord | undefined;
  let operator = '';
  for (const token of tokens) {
    if (typeof token === 'string') operator = token;
    else if (operator === '') words.push(token);
    else if (operator === '<<<') hereString = token;
    if (typeof token !== 'string') operator = '';
  }
  const start = words.findIndex(word => !BEFORE_PROGRAM.test(word.text));
  if (start === -1) return undefined;
  return {
    words: words.slice(start),
    ...(hereString === undefined ? {} : { hereString }),
    ...(pipedFrom === undefined ? {} : { pipedFrom }),
  };
}
