import { InvalidInputError } from '../invalid-input-error.ts';

/** One word of a shell command, with its quotes removed. */
export interface ShellWord {
  readonly text: string;
  /** The shell would put something else in its place: `$TOKEN`, `"$(cat key.json)"`. */
  readonly isVariable: boolean;
}

/** A word, or an operator such as `|` or `<<<`; a line break is the operator `;`. */
export type ShellToken = ShellWord | string;

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
/** The whole word, or all that stands behind its flag. */
const VARIABLE =
  /^"?(?:--?[a-z][a-z-]*=|-[a-z])?"?(?:\$\w+|\$\{[^]*\}|\$\([^]*\)|`[^]*`|%\w+%|\$env:\w+)"?$/i;

function tokenAt(text: string, at: number, insideCommand: boolean): Found {
  const blank = matchAt(BLANK, text, at);
  if (blank !== undefined) return { end: at + blank.length };
  const operator = matchAt(OPERATOR, text, at);
  if (operator !== undefined) {
    return { token: operator.endsWith('\n') ? ';' : operator, end: at + operator.length };
  }
  const comment = insideCommand ? matchAt(COMMENT, text, at) : undefined;
  if (comment !== undefined) return { end: at + comment.length };
  return wordAt(text, at);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
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
  return { token: { text: parts.join(''), isVariable }, end: at };
}

interface Part {
  readonly text: string;
  readonly end: number;
}

function partAt(text: string, at: number): Part {
  const character = text.charAt(at);
  if (character === "'") {
    const end = closing(text, "'", at + 1);
    return { text: text.slice(at + 1, end), end: end + 1 };
  }
  if (character === '"') return doubleQuoted(text, at + 1);
  if (character === '\\') return escaped(text, at);
  const expansion = expansionEnd(text, at);
  if (expansion !== undefined) return { text: text.slice(at, expansion), end: expansion };
  return { text: character, end: at + 1 };
}

function doubleQuoted(text: string, start: number): Part {
  const parts: string[] = [];
  let at = start;
  while (text.charAt(at) !== '"') {
    if (at >= text.length) throw unclosed('"');
    const expansion = expansionEnd(text, at);
    if (expansion !== undefined) {
      parts.push(text.slice(at, expansion));
      at = expansion;
    } else if (text.charAt(at) === '\\' && /[$`"\\\n]/.test(text.charAt(at + 1))) {
      parts.push(text.charAt(at + 1).replace('\n', ''));
      at += 2;
    } else {
      parts.push(text.charAt(at));
      at += 1;
    }
  }
  return { text: parts.join(''), end: at + 1 };
}

function escaped(text: string, at: number): Part {
  const lineBreak = /\\\r?\n/y;
  const skipped = matchAt(lineBreak, text, at);
  if (skipped !== undefined) return { text: '', end: at + skipped.length };
  return { text: text.charAt(at + 1), end: at + 2 };
}

/** Where `$(…)`, `${…}` or `${{ … }}` ends, so that spaces and quotes inside do not split. */
function expansionEnd(text: string, at: number): number | undefined {
  if (text.startsWith('${{', at)) return closing(text, '}}', at) + 2;
  if (text.startsWith('${', at)) return closing(text, '}', at) + 1;
  if (!text.startsWith('$(', at)) return undefined;
  let depth = 0;
  for (let end = at + 1; end < text.length; end++) {
    const character = text.charAt(end);
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (depth === 0) return end + 1;
  }
  throw unclosed('$(');
}

function closing(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  if (end === -1) throw unclosed(mark);
  return end;
}

function unclosed(mark: string): InvalidInputError {
  return new InvalidInputError(
    `The command cannot be read: ${mark} has no counterpart. Copy it again, whole.`,
  );
}
