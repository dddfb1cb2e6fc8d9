import { formatDate } from './when.ts';

const LAST_SECOND = 'T23:59:59.000Z';

/**
 * When a secret ends of which only the day is known: it holds all of that day.
 *
 * @param day such as `2027-01-31`
 */
export function endOfDay(day: string): string {
  return `${day}${LAST_SECOND}`;
}

/** When a secret ends: where a day was entered the same day everywhere, else the time. */
export function formatEnd(time: string): string {
  return time.endsWith(LAST_SECOND) ? DAY.format(new Date(time)) : formatDate(time);
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
