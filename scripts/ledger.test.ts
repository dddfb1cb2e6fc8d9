import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

// A row of docs/ledger.md: | 12 | what | [file](../path) | name of the test |
const ROW = /^\| (\d+) +\| (.*?) +\| \[[^\]]*\]\(\.\.\/([^)]+)\) +\| (.*?) +\|$/;

const rows = readFileSync('docs/ledger.md', 'utf8')
  .split('\n')
  .flatMap(line => {
    const [, number, , file, name] = ROW.exec(line) ?? [];
    return number && file && name ? [{ number, file, name: name.replaceAll('\\|', '|') }] : [];
  });

describe('the ledger', () => {
  test('has rows', () => {
    expect(rows.length).toBeGreaterThan(60);
  });

  test.each(rows)('$number: $file has "$name"', ({ file, name }) => {
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(name);
  });
});
