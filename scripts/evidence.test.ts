import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

// The last two cells of a row: | [file](../path) | name of the test |
const ROW = /\| \[[^\]]*\]\(\.\.\/([^)]+)\) +\| (.*?) +\|$/;

describe.each([
  ['docs/ledger.md', 80],
  ['docs/security.md', 20],
  ['docs/comparison.md', 30],
])('%s', (page, least) => {
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .flatMap(line => {
      const [, file, name] = ROW.exec(line) ?? [];
      return file && name ? [{ file, name: name.replaceAll('\\|', '|').replaceAll('`', '') }] : [];
    });

  test('names a test for what it says', () => {
    expect(rows.length).toBeGreaterThan(least);
  });

  test.each(rows)('$file has "$name"', ({ file, name }) => {
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(name);
  });
});
