import { checkCutWords } from './cut-word.ts';
import { withHereStrings } from './here-document.ts';
import { ShellVariables } from './shell-variables.ts';
import { shellTokens, type ShellToken, type ShellWord } from './shell-words.ts';

/** One command of a script, with what it reads from. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The operator before it; absent where it begins a line. */
  readonly joinedBy?: string;
  /** The word behind `<<<`. */
  readonly hereString?: ShellWord;
  /** The command before the pipe. */
  readonly pipedFrom?: ShellCommand;
}

/**
 * Splits a script into its commands. Variables that the script itself sets have their values in the
 * words, and a here-document stands as `hereString`; what is redirected to or from files is left out.
 *
 * @throws InvalidInputError where a character cuts a command short that nobody wants cut there:
 * most likely it belongs to a password.
 */
export function shellCommands(text: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  const tokens = shellTokens(withHereStrings(text));
  const variables = new ShellVariables();
  checkCutWords(tokens);
  let current: ShellToken[] = [];
  let joined: Joined = {};
  for (const token of [...tokens, '\n']) {
    if (typeof token !== 'string' || !ENDS.has(token)) {
      current.push(token);
      continue;
    }
    const resolved = variables.resolve(current);
    variables.readFrom(resolved);
    const command = commandOf(resolved, joined);
    if (command !== undefined) commands.push(command);
    // A line may break behind an operator.
    if (command !== undefined) joined = joinedBy(token, command);
    current = [];
  }
  return commands;
}

const ENDS = new Set(['\n', ';', '|', '||', '&&']);

type Joined = Pick<ShellCommand, 'joinedBy' | 'pipedFrom'>;

function joinedBy(operator: string, command: ShellCommand): Joined {
  if (operator === '\n') return {};
  return { joinedBy: operator, ...(operator === '|' ? { pipedFrom: command } : {}) };
}

/** What stands before the name of a program: prompts, assignments, `sudo -E`, `RUN`, `- run:`. */
const BEFORE_PROGRAM =
  /^(?:[$#>%]|PS.*>|-[A-Za-z]*|RUN|(?:run|script):|sudo|env|exec|time|[A-Za-z_]\w*=.*)$/s;

function commandOf(tokens: readonly ShellToken[], joined: Joined): ShellCommand | undefined {
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
    ...joined,
  };
}
