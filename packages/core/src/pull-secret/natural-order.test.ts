import { expect, test } from 'vitest';
import { compareNaturally } from './natural-order.ts';

test.each([
  [
    ['a10', 'a2', 'a1'],
    ['a1', 'a2', 'a10'],
  ],
  [
    ['b', 'a-b', 'a', 'a.b', 'aa', 'a1'],
    ['a', 'a-b', 'a.b', 'a1', 'aa', 'b'],
  ],
  [
    ['a02', 'a1', 'a2', 'a01'],
    ['a1', 'a01', 'a2', 'a02'],
  ],
  [
    ['a100', 'a10', 'a19', 'a2'],
    ['a2', 'a10', 'a19', 'a100'],
  ],
  [
    ['b', 'B', '1', '-'],
    ['-', '1', 'B', 'b'],
  ],
])('sorts %j', (keys, sorted) => {
  expect([...keys].sort(compareNaturally)).toEqual(sorted);
});
