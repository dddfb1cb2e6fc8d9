import { hasOtherYamlType } from './yaml-type.ts';

/** Where a string stands: the column of its first character, and the indentation of its next lines. */
interface YamlPosition {
  readonly column: number;
  readonly indent: number;
}

const LINE_WIDTH = 80;

// What Go's YAML prints as it is. U+2028 and U+2029 are missing here on purpose: Go writes them
// raw, and readers of YAML 1.1 and 1.2 disagree whether they end a line.
const SPECIAL = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
const SYNTAX = /^(---|\.\.\.)|^[#,[\]{}&*!|>'"%@`]|^[-?](?: |$)|:(?: |$)| #/;

/**
 * A string as Go's YAML writes it, and so kubectl: plain where it can be, else in single quotes,
 * with escapes only where it must; several lines as a block; folded behind column 80.
 */
export function yamlString(value: string, position: YamlPosition): string {
  const special = SPECIAL.test(value);
  if (value.includes('\n')) {
    const block = !special && !value.endsWith(' ') && !value.includes(' \n');
    return block ? literal(value, position) : doubleQuoted(value, position);
  }
  if (special || hasOtherYamlType(value)) return doubleQuoted(value, position);
  if (SYNTAX.test(value) || value.startsWith(' ') || value.endsWith(' ')) {
    const quoted = foldAtSpaces(value.replaceAll("'", "''"), {
      column: position.column + 1,
      indent: position.indent,
    });
    return `'${quoted}'`;
  }
  return foldAtSpaces(value, position);
}

/** A string on one line, as the key of a mapping. */
export function yamlKey(value: string): string {
  return yamlString(value, { column: -Infinity, indent: 0 });
}

function literal(value: string, { indent }: YamlPosition): string {
  const pad = ' '.repeat(indent);
  const hint = /^[ \n]/.test(value) ? '2' : '';
  const lines = value.split('\n').map(line => (line === '' ? '' : pad + line));
  return `|${hint}${chomping(value)}\n${lines.join('\n')}`;
}

function chomping(value: string): string {
  if (!value.endsWith('\n')) return '-';
  return value === '\n' || value.endsWith('\n\n') ? '+' : '';
}

/** Breaks at lone spaces behind the line width, but not at one that begins or ends the text. */
function foldAtSpaces(value: string, { column, indent }: YamlPosition): string {
  let written = column;
  return value.replace(/[^ ]+| +/g, (piece: string, start: number) => {
    const inside = start > 0 && start + 1 < value.length;
    if (piece === ' ' && inside && written > LINE_WIDTH) {
      written = indent;
      return `\n${' '.repeat(indent)}`;
    }
    written += piece.length;
    return piece;
  });
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '\0': '\\0', '\x07': '\\a', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\v': '\\v' },
  ...{ '\f': '\\f', '\r': '\\r', '\x1b': '\\e', '"': '\\"', '\\': '\\\\' },
  ...{ '\x85': '\\N', '\u2028': '\\L', '\u2029': '\\P' },
};

function doubleQuoted(value: string, { column, indent }: YamlPosition): string {
  const characters = [...value];
  let text = '"';
  let written = column + 1;
  let spaces = false;
  for (const [index, character] of characters.entries()) {
    const inside = index > 0 && index < characters.length - 1;
    const folds = character === ' ' && !spaces && inside && written > LINE_WIDTH;
    // A space that begins a line would be lost: a backslash before it keeps it.
    const piece = folds ? (characters[index + 1] === ' ' ? '\\' : '') : escaped(character);
    if (folds) written = indent;
    text += folds ? `\n${' '.repeat(indent)}${piece}` : piece;
    written += piece.length;
    spaces = character === ' ';
  }
  return `${text}"`;
}

function escaped(character: string): string {
  const short = ESCAPES[character];
  if (short !== undefined) return short;
  if (!SPECIAL.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
