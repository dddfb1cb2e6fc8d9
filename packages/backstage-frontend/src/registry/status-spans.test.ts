import { statusSpans } from './status-spans.ts';

const NOW = new Date('2026-01-11T00:00:00Z');

test('the spans go from the oldest to now, as long as they lasted', () => {
  const spans = statusSpans(
    [
      { code: 'INVALID', at: '2026-01-09T00:00:00Z', cause: 'Refused.' },
      { code: 'OK', at: '2026-01-01T00:00:00Z' },
    ],
    NOW,
  );
  expect(spans).toEqual([
    {
      ...{ code: 'OK', cause: undefined, from: '2026-01-01T00:00:00Z' },
      ...{ to: '2026-01-09T00:00:00Z', start: 0, length: 0.8 },
    },
    {
      ...{ code: 'INVALID', cause: 'Refused.', from: '2026-01-09T00:00:00Z' },
      ...{ to: undefined, start: 0.8, length: 0.2 },
    },
  ]);
});

test('what was short can be seen still, and all together is the whole line', () => {
  const spans = statusSpans(
    [
      { code: 'OK', at: '2026-01-10T23:59:59Z' },
      { code: 'INVALID', at: '2026-01-10T23:59:58Z' },
      { code: 'OK', at: '2025-01-01T00:00:00Z' },
    ],
    NOW,
  );
  expect(Math.min(...spans.map(({ length }) => length))).toBeGreaterThan(0.01);
  expect(spans.reduce((sum, { length }) => sum + length, 0)).toBeCloseTo(1);
});

test.each([
  ['nothing', [], []],
  ['a first moment', [{ code: 'OK', at: NOW.toISOString() } as const], [1]],
])('of %s it makes %j', (_, changes, lengths) => {
  expect(statusSpans(changes, NOW).map(({ length }) => length)).toEqual(lengths);
});
