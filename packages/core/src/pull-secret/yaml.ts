import { compareNaturally } from './natural-order.ts';
import { yamlKey, yamlString } from './yaml-string.ts';

type YamlValue = string | boolean | null | readonly YamlMapping[] | YamlMapping;

interface YamlMapping {
  readonly [key: string]: YamlValue | undefined;
}

// Longer keys are written as `? key`, a limit of YAML for keys on one line.
const LONGEST_KEY = 128;

/** As kubectl: keys in natural order, long lines folded. As given: neither. */
type YamlStyle = 'kubectl' | 'given';

/**
 * Writes YAML with two spaces, lists not indented, a newline at the end. What is `undefined` is
 * left out.
 */
export function formatYaml(mapping: YamlMapping, style: YamlStyle): string {
  return mappingLines(mapping, style, 0);
}

function mappingLines(mapping: YamlMapping, style: YamlStyle, indent: number): string {
  const entries = Object.entries(mapping).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  if (style === 'kubectl') entries.sort(([a], [b]) => compareNaturally(a, b));
  const pad = ' '.repeat(indent);
  return entries
    .map(([key, value]) => {
      const start = key.length > LONGEST_KEY ? `${pad}? ${key}\n${pad}:` : `${pad}${yamlKey(key)}:`;
      return start + valueLines(value, style, { column: columnBehind(start), indent });
    })
    .join('');
}

function valueLines(
  value: YamlValue,
  style: YamlStyle,
  { column, indent }: { readonly column: number; readonly indent: number },
): string {
  if (value === null || typeof value === 'boolean') return ` ${value}\n`;
  if (typeof value === 'string') {
    const start = style === 'kubectl' ? column + 1 : -Infinity;
    const text = yamlString(value, { column: start, indent: indent + 2 });
    return ` ${text}${text.endsWith('\n') ? '' : '\n'}`;
  }
  if (!isList(value)) return `\n${mappingLines(value, style, indent + 2)}`;
  return `\n${value.map(item => listItem(item, style, indent)).join('')}`;
}

function listItem(item: YamlMapping, style: YamlStyle, indent: number): string {
  const lines = mappingLines(item, style, indent + 2);
  return `${' '.repeat(indent)}- ${lines.slice(indent + 2)}`;
}

function isList(value: readonly YamlMapping[] | YamlMapping): value is readonly YamlMapping[] {
  return Array.isArray(value);
}

function columnBehind(text: string): number {
  return text.length - (text.lastIndexOf('\n') + 1);
}
