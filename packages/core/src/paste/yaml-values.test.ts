import { expect, test } from 'vitest';
import { yamlValues } from './yaml-values.ts';

const KEY = '.dockerconfigjson';

test.each([
  [`data:\n  ${KEY}: a\nkind: x\n---\ndata:\n  ${KEY}: b`, ['a', 'b']],
  [`- key: ${KEY}\n  value: |\n    a\n    b\n- key: ${KEY}\n  value: c`, ['a\nb', 'c']],
  [`- value: a\n  key: ${KEY}\n- value: b\n  key: ${KEY}`, ['a', 'b']],
  [`- key: ${KEY}\n  other: a`, []],
  [`a: ${KEY}`, []],
])('%j', (text, values) => {
  expect(yamlValues(text, KEY)).toEqual(values);
});

test('lines that a value holds are read once', () => {
  const nested = Array.from({ length: 1000 }, (_, index) => `${' '.repeat(index)}${KEY}:`);

  expect(yamlValues(nested.join('\n'), KEY)).toHaveLength(1);
});
