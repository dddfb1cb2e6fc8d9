/**
 * The text values of a key in YAML, for a key that is known beforehand: not a YAML parser. Also
 * finds `value:` beside `key: <the key>` in a list, as charts for secrets have it.
 */
export function yamlValues(text: string, key: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const values: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const start = valueLine(lines, at, key);
    const entry = start === undefined ? undefined : entryOf(lines[start] ?? '');
    if (start === undefined || entry === undefined) continue;
    const { value, end } = valueAt(lines, start, entry);
    values.push(value);
    // What a value holds is no entry, and is not read again.
    at = Math.max(at, end - 1);
  }
  return values;
}

/** Where the value begins that the line names. */
function valueLine(lines: readonly string[], index: number, key: string): number | undefined {
  const entry = entryOf(lines[index] ?? '');
  if (entry?.key === key) return index;
  if (entry?.key !== 'key' || unquoted(entry.value) !== key) return undefined;
  // A dash begins the next item of the list.
  const beside = /^ *-/.test(lines[index] ?? '') ? [index + 1] : [index - 1, index + 1];
  return beside.find(at => entryOf(lines[at] ?? '')?.key === 'value');
}

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly indent: number;
}

function entryOf(line: string): Entry | undefined {
  const found = /^([ -]*)(["']?)([\w.][\w.-]*)\2 *:(?: +(.*))?$/.exec(line.trimEnd());
  const [, indent = '', , key, value = ''] = found ?? [];
  return key === undefined ? undefined : { key, value: value.trim(), indent: indent.length };
}

interface Value {
  readonly value: string;
  /** The line behind it. */
  readonly end: number;
}

function valueAt(lines: readonly string[], index: number, { value, indent }: Entry): Value {
  const further: string[] = [];
  let end = index + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (line.trim() !== '' && line.search(/[^ ]/) <= indent) break;
    further.push(line.trim());
  }
  // A block: `|`, `>-` and so on. The texts in question do not mind how their lines are joined.
  const isBlock = value === '' || /^[|>][-+\d]*$/.test(value);
  if (isBlock) return { value: further.join('\n').trim(), end };
  const rest = /^["']/.test(value) ? further : [];
  return { value: unquoted([value, ...rest].join(' ').trim()), end };
}

function unquoted(text: string): string {
  const quote = text[0];
  if (quote === "'" && text.endsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (quote === '"' && text.endsWith('"')) return text.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return text.replace(/ #.*$/, '');
}
