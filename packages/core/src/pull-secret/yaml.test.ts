import { describe, expect, test } from 'vitest';
import { formatYaml } from './yaml.ts';

const words = 'word '.repeat(20).trim();

describe('formatYaml writes a string as kubectl', () => {
  test.each([
    ['plain', 'a: plain\n'],
    ['', 'a: ""\n'],
    ['yes', 'a: "yes"\n'],
    [' x', "a: ' x'\n"],
    ["it's: ", "a: 'it''s: '\n"],
    ['- x', "a: '- x'\n"],
    ['x #y', "a: 'x #y'\n"],
    ['{"a":"\'"}', 'a: \'{"a":"\'\'"}\'\n'],
    ['tab\t"\\', 'a: "tab\\t\\"\\\\"\n'],
    ['\0\u0001\u001b\u007f\u0085', 'a: "\\0\\x01\\e\\x7F\\N"\n'],
    ['é', 'a: é\n'],
    ['\ufeff😀', 'a: "\\uFEFF\\U0001F600"\n'],
    ['x\u2028y\u2029', 'a: "x\\Ly\\P"\n'],
    ['x\ny', 'a: |-\n  x\n  y\n'],
    ['x\ny\n', 'a: |\n  x\n  y\n'],
    ['x\n\n', 'a: |+\n  x\n\n'],
    ['\n', 'a: |2+\n\n'],
    ['  x\n', 'a: |2\n    x\n'],
    ['x \ny', 'a: "x \\ny"\n'],
    [words, `a: ${'word '.repeat(15)}word\n  word word word word\n`],
    [`${words}: x`, `a: '${'word '.repeat(15)}word\n  word word word word: x'\n`],
    [`${words}\tx`, `a: "${'word '.repeat(15)}word\n  word word word word\\tx"\n`],
    [`${'x'.repeat(90)}  y z`, `a: ${'x'.repeat(90)}  y\n  z\n`],
  ])('%j', (value, yaml) => {
    expect(formatYaml({ a: value }, 'kubectl')).toBe(yaml);
  });
});

test('sorts keys as kubectl and quotes them', () => {
  const keys = { a10: 'x', a2: 'x', n: 'x', 1: 'x', b: undefined };

  expect(formatYaml(keys, 'kubectl')).toBe('"1": x\na2: x\na10: x\n"n": x\n');
});

test('keeps the order and the lines as given', () => {
  expect(formatYaml({ b: `${words}: x`, a: null }, 'given')).toBe(`b: '${words}: x'\na: null\n`);
});

test('nests mappings and lists', () => {
  const list = [{ key: 'x', value: 'y\nz' }, { key: '{}' }];

  expect(formatYaml({ data: { list, immutable: true } }, 'given')).toBe(
    "data:\n  list:\n  - key: x\n    value: |-\n      y\n      z\n  - key: '{}'\n  immutable: true\n",
  );
});

test('writes keys over 128 characters with a question mark', () => {
  const key = 'k'.repeat(129);

  expect(formatYaml({ a: { [key]: 'x' } }, 'kubectl')).toBe(`a:\n  ? ${key}\n  : x\n`);
});

test('text of any length takes linear time', () => {
  for (const part of [' ', 'a ', ' \n', '\n', '\t', ' #', "'", '😀']) {
    expect(formatYaml({ a: part.repeat(250_000) }, 'kubectl').length).toBeLessThan(8_000_000);
  }
});
