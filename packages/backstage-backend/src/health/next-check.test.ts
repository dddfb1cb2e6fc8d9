import type { StatusCode } from '@berth/backstage-plugin-berth-common';
import { expect, test } from 'vitest';
import { untilNextCheck } from './next-check.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each<[StatusCode, number, number]>([
  ['OK', 0, HOUR],
  ['EXPIRING', 0, HOUR],
  ['UNREACHABLE', 1, 5 * MINUTE],
  ['UNREACHABLE', 2, 10 * MINUTE],
  ['UNREACHABLE', 5, 80 * MINUTE],
  ['RATE_LIMITED', 1, 5 * MINUTE],
  ['UNREACHABLE', 50, 24 * HOUR],
  ['INVALID', 1, 2 * HOUR],
  ['EXPIRED', 2, 4 * HOUR],
  ['TLS_ERROR', 3, 8 * HOUR],
  ['INSUFFICIENT_SCOPE', 5000, 24 * HOUR],
])('%s, failed %i times in a row', (code, failures, expected) => {
  const options = { code, failures, frequency: HOUR };
  expect(untilNextCheck({ ...options, random: 0.5 })).toBe(expected);
  expect(untilNextCheck({ ...options, random: 0 })).toBeCloseTo(expected * 0.9);
  expect(untilNextCheck({ ...options, random: 1 })).toBeCloseTo(expected * 1.1);
});

test('a registry that is asked once a week fails no more often', () => {
  const frequency = 7 * 24 * HOUR;
  const options = { code: 'INVALID', frequency, random: 0.5 } as const;
  expect(untilNextCheck({ ...options, failures: 1 })).toBe(frequency);
});

test('the registry says when to come back, within a day', () => {
  const options = { code: 'RATE_LIMITED', failures: 1, frequency: HOUR, random: 0.5 } as const;
  expect(untilNextCheck({ ...options, retryAfter: 6 * HOUR })).toBe(6 * HOUR);
  expect(untilNextCheck({ ...options, retryAfter: MINUTE })).toBe(5 * MINUTE);
  expect(untilNextCheck({ ...options, retryAfter: 1000 * HOUR })).toBe(24 * HOUR);
});
