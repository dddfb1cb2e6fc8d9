const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How far away a time is: `in 12 days`, `3 hours ago`. */
export function formatWhen(time: string, now: Date = new Date()): string {
  const seconds = (Date.parse(time) - now.getTime()) / 1000;
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
  const count = Math.trunc(seconds / length);
  if (count === 0) return seconds < 0 ? 'just now' : 'in a moment';
  return RELATIVE.format(count, unit);
}

/** The day and time where the reader is: `21 Nov 2026, 13:45`. */
export function formatDate(time: string): string {
  return DAY_AND_TIME.format(new Date(time));
}

// Made once: a page of a long list formats hundreds of times.
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
