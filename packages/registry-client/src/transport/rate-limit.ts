import type { IncomingHttpHeaders } from 'node:http';

/** How many images may be pulled in a window of time, as a registry tells. */
export interface RateLimit {
  readonly limit: number;
  /** Absent where it is not told. */
  readonly remaining?: number;
  /** Such as `6 hours`. */
  readonly window: string;
}

/**
 * The limit in the headers of an answer; `undefined` where there is none. Docker Hub's:
 * https://docs.docker.com/docker-hub/usage/pulls/#view-pull-rate-and-limit
 */
export function rateLimitIn(headers: IncomingHttpHeaders): RateLimit | undefined {
  const [, limit, seconds] = QUANTITY.exec(String(headers['ratelimit-limit'])) ?? [];
  const [, remaining] = QUANTITY.exec(String(headers['ratelimit-remaining'])) ?? [];
  // Accounts that may pull as much as they like are told 0.
  if (limit === undefined || Number(limit) === 0) return undefined;
  return {
    limit: Number(limit),
    window: duration(Number(seconds)),
    ...(remaining !== undefined && { remaining: Math.min(Number(remaining), Number(limit)) }),
  };
}

/** `100;w=21600`: so many in so many seconds. */
const QUANTITY = /^(\d{1,9});w=(\d{1,9})$/;

function duration(seconds: number): string {
  if (seconds % 3600 !== 0) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`;
}
