const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/**
 * JSON as Go's `encoding/json` writes it: as `JSON.stringify` does, but five characters more are
 * escaped, which JSON only has inside strings. Every byte of kubectl's output depends on it.
 *
 * Rules: https://pkg.go.dev/encoding/json#Marshal
 */
export function goJson(value: string | object, indent = 0): string {
  const json = JSON.stringify(value, undefined, indent);
  return json.replace(/[<>&\u2028\u2029]/g, character => ESCAPES[character] ?? '');
}
