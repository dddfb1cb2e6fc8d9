import { DEFAULT_RETRIES, type SessionOptions } from '../connection.ts';
import { RegistryRequestError } from '../registry-request-error.ts';

const FIRST_WAIT = 1;
const LONGEST_WAIT = 15;
/** A server that wants more is not waited for: the error says when to come back. */
const LONGEST_RETRY_AFTER = 60;

/**
 * Tries again what may pass by itself: 408, 425, 429, 5xx, timeouts and broken connections. Never a
 * refused login, and never what TLS refused.
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  session: Pick<SessionOptions, 'retries' | 'onNotice' | 'signal'>,
): Promise<T> {
  const retries = session.retries ?? DEFAULT_RETRIES;
  for (let failed = 0; ; failed++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RegistryRequestError) || failed >= retries) throw error;
      const seconds = retryDelay(error, failed, Math.random());
      if (seconds === undefined) throw error;
      session.onNotice?.(notice(error, seconds, `${failed + 1} of ${retries}`));
      await sleep(seconds, session.signal);
    }
  }
}

/**
 * Seconds to wait before the next try, `undefined` when there should be none: exponential with full
 * jitter, so that many clients of one failing server do not come back together.
 *
 * @param failed how many tries have failed before this one
 * @param random from 0 to 1
 */
export function retryDelay(
  error: Pick<RegistryRequestError, 'transient' | 'retryAfter'>,
  failed: number,
  random: number,
): number | undefined {
  if (!error.transient) return undefined;
  const jitter = random * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failed);
  if (error.retryAfter === undefined) return jitter;
  return error.retryAfter > LONGEST_RETRY_AFTER ? undefined : error.retryAfter + random;
}

function notice(error: RegistryRequestError, seconds: number, count: string): string {
  const reason = error.status === undefined ? (error.networkCode ?? error.code) : error.status;
  return `"${error.host}" failed (${reason}); trying again in ${seconds.toFixed(1)} s, retry ${count}.`;
}

function sleep(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, seconds * 1000);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
  });
}
