import { expect, test } from 'vitest';
import { refreshPause } from './refresh-pause.ts';

test.each([
  [0, 1000],
  [250, 1000],
  [251, 1004],
  [15_000, 60_000],
  [3_600_000, 600_000],
])('after %d ms of reading, changes wait for %d ms', (took, pause) => {
  expect(refreshPause(took)).toBe(pause);
});
