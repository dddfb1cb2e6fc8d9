/**
 * The text values of a key in YAML, for a key that is known beforehand: not a YAML parser. Also
 * finds `value:` beside `key: <the key>` in a list, as charts for secrets have it.
 */
export function yamlValues(text: string, key: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const entry = entryOf(line);
    if (entry?.key === key) return [valueAt(lines, index, entry)];
    if (entry?.key !== 'key' || unquoted(entry.value) !== key) return [];
    const beside = [index + 1, index - 1].find(at => entryOf(lines[at] ?? '')?.key === 'value');
    const value = entryOf(lines[beside ?? -1] ?? '');
    return beside === undefined || value === undefined ? [] : [valueAt(lines, beside, value)];
  });
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

function valueAt(lines: readonly string[], index: number, { value, indent }: Entry): string {
  const further: string[] = [];
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() !== '' && line.search(/[^ ]/) <= indent) break;
    further.push(line.trim());
  }
  // A block: `|`, `>-` and so on. The texts in question do not mind how their lines are joined.
  if (value === '' || /^[|>][-+\d]*$/.test(value)) return further.join('\n').trim();
  return unquoted([value, ...(/^["']/.test(value) ? further : [])].join(' ').trim());
}

function unquoted(text: string): string {
  const quote = text[0];
  if (quote === "'" && text.endsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (quote === '"' && text.endsWith('"')) return text.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return text.replace(/ #.*$/, '');
}
