import type { StatusCode } from '@berth/backstage-plugin-berth-common';

const MINUTE = 60_000;
const FIRST_RETRY = 5 * MINUTE;
const LONGEST_WAIT = 24 * 60 * MINUTE;

/**
 * Milliseconds until a registry is checked again. What may pass by itself is tried again soon; what
 * only people can mend, and might lock an account, less often. Each failure in a row doubles the
 * time, to a day at most, and no two registries of one moment stay together.
 */
export function untilNextCheck(options: {
  readonly code: StatusCode;
  /** In a row, with this one. */
  readonly failures: number;
  /** Milliseconds between two checks of a healthy registry. */
  readonly frequency: number;
  /** Milliseconds that the registry asks to wait. */
  readonly retryAfter?: number | undefined;
  /** From 0 to 1. */
  readonly random: number;
}): number {
  const { code, failures, frequency, retryAfter = 0, random } = options;
  const jitter = 0.9 + random * 0.2;
  if (failures === 0) return frequency * jitter;
  const first = MAY_PASS.has(code) ? Math.min(FIRST_RETRY, frequency) : frequency * 2;
  const wait = Math.min(first * 2 ** (failures - 1), Math.max(LONGEST_WAIT, frequency));
  return Math.max(wait, Math.min(retryAfter, LONGEST_WAIT)) * jitter;
}

const MAY_PASS: ReadonlySet<StatusCode> = new Set(['UNREACHABLE', 'RATE_LIMITED']);

/** Whether the next check should wait for longer. */
export function isFailure(code: StatusCode): boolean {
  return FAILURES.has(code);
}

const FAILURES: ReadonlySet<StatusCode> = new Set([
  ...['EXPIRED', 'INVALID', 'INSUFFICIENT_SCOPE'],
  ...['UNREACHABLE', 'RATE_LIMITED', 'TLS_ERROR'],
] as const);
