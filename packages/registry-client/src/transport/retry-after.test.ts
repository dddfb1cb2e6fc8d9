import { expect, test } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const NOW = Date.UTC(2026, 10, 21, 8, 0, 0);

test.each([
  ['120', 120],
  [' 0 ', 0],
  ['Sat, 21 Nov 2026 08:01:30 GMT', 90],
  ['Saturday, 21-Nov-26 08:01:30 GMT', 90],
  ['Sat Nov 21 08:01:30 2026', 90],
  ['Sat, 21 Nov 2026 07:00:00 GMT', 0],
  [undefined, undefined],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['2030', 2030],
  ['9999999999', undefined],
  ['Nonsense, 99 Foo 2026 GMT', undefined],
])('%j is %j', (header, seconds) => {
  expect(retryAfterSeconds(header, NOW)).toBe(seconds);
});
