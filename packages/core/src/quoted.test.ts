import { expect, test } from 'vitest';
import { quoted } from './quoted.ts';

test.each([
  ['nginx', '"nginx"'],
  ['', '""'],
  ['a\n\u0000b', '"a\\n\\u0000b"'],
  ['say "a\\b"', '"say \\"a\\\\b\\""'],
  ['ä😀', '"ä😀"'],
  ['\ud83d', '"\\ud83d"'],
])('quotes %j', (input, output) => {
  expect(quoted(input)).toBe(output);
});

test('keeps a message readable whatever the length', () => {
  expect(quoted('x'.repeat(300))).toBe(`"${'x'.repeat(300)}"`);
  expect(quoted(`${'a'.repeat(150)}${'b'.repeat(100_000)}${'c'.repeat(149)}`)).toBe(
    `"${'a'.repeat(150)}…${'c'.repeat(149)}"`,
  );
});
