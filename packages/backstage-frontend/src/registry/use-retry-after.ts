import { useEffect, useState } from 'react';
import { BerthRequestError } from '../api/berth-request-error.ts';

/** Whether it is too early still to do again what was refused with 429. */
export function useRetryAfter(error: Error | undefined): boolean {
  const [mustWait, setMustWait] = useState(false);
  const seconds = error instanceof BerthRequestError ? error.retryAfter : undefined;
  useEffect(() => {
    setMustWait(seconds !== undefined);
    if (seconds === undefined) return undefined;
    const timer = setTimeout(() => setMustWait(false), seconds * 1000);
    return () => clearTimeout(timer);
  }, [error, seconds]);
  return mustWait;
}
