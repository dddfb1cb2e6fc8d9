import type { EventEmitter } from 'node:events';

/** What ends a request that has waited for too long; `networkFailure` explains it. */
export function noProgress(): Error {
  return Object.assign(new Error('no progress'), { code: 'ETIMEDOUT' });
}

/** Calls `stop` unless `work` has closed by then; after 0 milliseconds means never. */
export function stopAfter(milliseconds: number, work: EventEmitter, stop: () => void): void {
  if (milliseconds === 0) return;
  const timer = setTimeout(stop, milliseconds);
  work.once('close', () => clearTimeout(timer));
}
