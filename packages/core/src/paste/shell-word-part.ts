import { InvalidInputError } from '../invalid-input-error.ts';

/** A stretch of a word, with its quotes removed, and where it ends in the text. */
interface Part {
  readonly text: string;
  readonly end: number;
}

/**
 * Reads one character of a word, or all that one pair of quotes, an escape or `$(…)` holds.
 *
 * @throws InvalidInputError when it does not end; the text is not repeated.
 */
export function partAt(text: string, at: number): Part {
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
  const skipped = matchAt(/\\\r?\n/y, text, at);
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

/** What a sticky pattern finds at this place. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
