import { matchAt, partAt } from './shell-word-part.ts';

/** One word of a shell command, with its quotes removed. */
export interface ShellWord {
  readonly text: string;
  /** The shell would put something else in its place: `$TOKEN`, `"$(cat key.json)"`. */
  readonly isVariable: boolean;
}

/** A word as it stands in a script. */
export interface PlacedWord extends ShellWord {
  /** No blank is between it and the operator before or behind it, which it may have been a part of. */
  readonly touchesBefore: boolean;
  readonly touchesBehind: boolean;
}

/** A word, or an operator such as `|` or `<<<`; a line break is the operator `\n`. */
export type ShellToken = PlacedWord | string;

/**
 * Splits text into words as `sh` does, with its quotes, escapes and continued lines; also those of
 * PowerShell and `cmd`. Variables stay as they are written: `robot$ci` is a name.
 *
 * @throws InvalidInputError when a quote does not end; the text is not repeated.
 */
export function shellTokens(text: string): readonly ShellToken[] {
  const tokens: ShellToken[] = [];
  let at = 0;
  while (at < text.length) {
    const next = tokenAt(text, at, typeof tokens.at(-1) === 'object');
    if (next.token !== undefined) tokens.push(next.token);
    at = next.end;
  }
  return tokens;
}

interface Found {
  readonly token?: ShellToken;
  readonly end: number;
}

const BLANK = /(?:[ \t]|[\\`^]\r?\n)+/y;
const OPERATOR = /\r?\n|<<<|<<-?|>>|[<>]&|&>|\|\||&&|[|;&<>()]/y;
const COMMENT = /#[^\n]*/y;
/** The whole word, or all that stands behind its flag or the name that it is assigned to. */
const VARIABLE =
  /^"?(?:--?[a-z][a-z-]*=|-[a-z]|[a-z_]\w*=)?"?(?:\$\w+|\$\{[^]*\}|\$\([^]*\)|`[^]*`|%\w+%|\$env:\w+)"?$/i;

function tokenAt(text: string, at: number, insideCommand: boolean): Found {
  const blank = matchAt(BLANK, text, at);
  if (blank !== undefined) return { end: at + blank.length };
  const operator = matchAt(OPERATOR, text, at);
  if (operator !== undefined) {
    return { token: operator.endsWith('\n') ? '\n' : operator, end: at + operator.length };
  }
  const comment = insideCommand ? matchAt(COMMENT, text, at) : undefined;
  if (comment !== undefined) return { end: at + comment.length };
  return wordAt(text, at);
}

function wordAt(text: string, start: number): Found {
  const parts: string[] = [];
  let at = start;
  while (at < text.length && !/[ \t\r\n|;&<>()]/.test(text.charAt(at))) {
    const part = partAt(text, at);
    parts.push(part.text);
    at = part.end;
  }
  // A lone carriage return is no word and no operator; it must not stop the walk.
  if (at === start) return { end: start + 1 };
  const isVariable = VARIABLE.test(text.slice(start, at));
  const token = {
    text: parts.join(''),
    isVariable,
    touchesBefore: /[|;&<>]/.test(text.charAt(start - 1)),
    touchesBehind: /[|;&<>]/.test(text.charAt(at)),
  };
  return { token, end: at };
}
