import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Bytes of a bundle that are read before anything runs: the entry and what it imports statically. */
export function staticSize(entry: string, seen = new Set<string>()): number {
  if (seen.has(entry)) return 0;
  seen.add(entry);
  const text = readFileSync(entry, 'utf8');
  const imports = [...text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)];
  const chunks = imports.map(match => path.resolve(path.dirname(entry), match[1] ?? ''));
  const sizes = chunks.map(chunk => staticSize(chunk, seen));
  return Buffer.byteLength(text) + sizes.reduce((sum, size) => sum + size, 0);
}
