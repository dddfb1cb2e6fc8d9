import type { ShellCommand } from './shell-command.ts';
import type { ShellWord } from './shell-words.ts';

/**
 * The password that a command reads from its standard input, where the text itself holds it:
 * `echo token | …`, `printf %s token | …`, `… <<< token` and here-documents. Else a note says where it comes from.
 */
export function pipedPassword(command: ShellCommand, notes: string[]): string | undefined {
  const word = command.hereString ?? printed(command.pipedFrom);
  if (word?.isVariable === false) return word.text;
  if (word !== undefined) {
    notes.push('The password is a variable or a command; its value is not in the text.');
    return undefined;
  }
  const note = command.pipedFrom === undefined ? undefined : sourceNote(command.pipedFrom);
  if (note !== undefined) notes.push(note);
  return undefined;
}

function printed(command: ShellCommand | undefined): ShellWord | undefined {
  const [program, ...args] = command?.words ?? [];
  if (program?.text === 'cat' && command?.hereString !== undefined) return command.hereString;
  if (program?.text === 'printf')
    return args[0]?.text.startsWith('%s') === true ? args[1] : args[0];
  if (!/^(?:echo|Write-Output)$/.test(program?.text ?? '')) return undefined;
  const first = args.findIndex(word => !/^-[neE]+$/.test(word.text));
  if (first === -1) return undefined;
  const words = args.slice(first);
  return {
    text: words.map(word => word.text).join(' '),
    isVariable: words.some(word => word.isVariable),
  };
}

/** Commands that print a token of a cloud; nothing of theirs can be stored. */
const SOURCES: readonly (readonly [pattern: RegExp, note: string])[] = [
  [
    /^aws ecr(?:-public)? get-login-password\b/,
    'The command asks AWS for a token that lasts 12 hours, so there is no password to take: store access keys or a role.',
  ],
  [
    /^gcloud auth (?:application-default )?print-access-token\b/,
    'The command asks Google for a token that lasts an hour, so there is no password to take: store a service account key or use federation.',
  ],
  [
    /^az (?:acr login|account get-access-token)\b/,
    'The command asks Azure for a token that lasts a few hours, so there is no password to take: store a service principal or use federation.',
  ],
];

function sourceNote({ words }: ShellCommand): string {
  const line = words
    .slice(0, 6)
    .map(word => word.text)
    .join(' ');
  const known = SOURCES.find(([pattern]) => pattern.test(line))?.[1];
  return (
    known ?? 'The password comes from another command or a file; its value is not in the text.'
  );
}
