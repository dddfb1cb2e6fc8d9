import type { StatusChange, StatusCode } from '@berth/backstage-plugin-berth-common';

/** For how long a registry had one status. */
export interface StatusSpan {
  readonly code: StatusCode;
  readonly cause: string | undefined;
  readonly from: string;
  /** Absent for the status that it has now. */
  readonly to: string | undefined;
  /** Where it begins on a line from 0 to 1, and how long it is there. */
  readonly start: number;
  readonly length: number;
}

/** What is shorter could not be seen. */
const SHORTEST = 0.012;

/**
 * The history as a line in time, the oldest first.
 *
 * @param changes the newest first, as they are answered.
 */
export function statusSpans(changes: readonly StatusChange[], now: Date): readonly StatusSpan[] {
  const oldestFirst = [...changes].reverse();
  const ends = oldestFirst.map((_, index) => oldestFirst[index + 1]?.at);
  const lengths = visible(
    oldestFirst.map(({ at }, index) => {
      const end = ends[index] ?? now.toISOString();
      return Math.max(0, Date.parse(end) - Date.parse(at));
    }),
  );
  let start = 0;
  return oldestFirst.map(({ code, cause, at }, index) => {
    const length = lengths[index] ?? 0;
    const span = { code, cause, from: at, to: ends[index], start, length };
    start += length;
    return span;
  });
}

/** As parts of 1, none of them too small to be seen. */
function visible(durations: readonly number[]): readonly number[] {
  const total = sum(durations);
  const shares = durations.map(one => (total === 0 ? 1 : Math.max(one / total, SHORTEST)));
  const all = sum(shares);
  return shares.map(share => share / all);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
