const FENCE = /^ {0,3}(?:>\s?)?(`{3,}|~{3,})/;

/**
 * What stands between the first fences of Markdown, or inside the backticks around a single line.
 * `undefined` where there are none.
 */
export function withoutFence(text: string): string | undefined {
  const inline = /^(`+)([^`]+)\1$/.exec(text)?.[2];
  if (inline !== undefined) return inline.trim();
  if (!text.includes('```') && !text.includes('~~~')) return undefined;
  const lines = text.split('\n');
  const start = lines.findIndex(line => FENCE.test(line));
  if (start === -1) return undefined;
  const mark = FENCE.exec(lines[start] ?? '')?.[1] ?? '';
  const length = lines.slice(start + 1).findIndex(line => line.trim().startsWith(mark));
  const end = length === -1 ? lines.length : start + 1 + length;
  return lines
    .slice(start + 1, end)
    .join('\n')
    .trim();
}
