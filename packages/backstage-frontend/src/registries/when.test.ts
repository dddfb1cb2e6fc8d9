import { formatWhen } from './when.ts';

test.each([
  ['2026-12-03T00:00:00Z', 'in 12 days'],
  ['2026-11-20T21:00:00Z', '3 hours ago'],
  ['2026-11-21T00:00:20Z', 'in a moment'],
  ['2026-11-20T23:59:40Z', 'just now'],
  ['2028-01-01T00:00:00Z', 'in 1 year'],
])('%s is %s', (time, text) => {
  expect(formatWhen(time, new Date('2026-11-21T00:00:00Z'))).toBe(text);
});
