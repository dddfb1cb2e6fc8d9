import { setTimeout as wait } from 'node:timers/promises';
import type { ClusterAnswer } from './cluster-request.ts';
import { ClusterRequestError } from './cluster-request-error.ts';

const MAX_WAIT_SECONDS = 30;

/** Tries again after what may pass by itself. Each request here may be sent twice without harm. */
export async function withRetries(
  retries: number,
  attempt: () => Promise<ClusterAnswer>,
): Promise<ClusterAnswer> {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await attempt();
      if (tries >= retries || !TRANSIENT.has(answer.status)) return answer;
      await pause(tries, answer.retryAfter);
    } catch (error) {
      if (tries >= retries || !isTransient(error)) throw error;
      await pause(tries);
    }
  }
}

const TRANSIENT: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

function isTransient(error: unknown): boolean {
  if (!(error instanceof ClusterRequestError)) return false;
  return ['unreachable', 'timeout', 'server-error'].includes(error.code);
}

function pause(tries: number, asked?: number): Promise<void> {
  const seconds = asked ?? 0.2 * 2 ** tries * (0.5 + Math.random());
  return wait(Math.min(seconds, MAX_WAIT_SECONDS) * 1000);
}
