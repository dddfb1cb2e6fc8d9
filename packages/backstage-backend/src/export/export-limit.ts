import type { Actor } from '../event/deed.ts';
import { TooManyRequestsError } from '../http/too-many-requests-error.ts';
import type { EventStore } from '../store/event-store.ts';

const SECONDS = 60;
const MOST = 10;

/**
 * Holds how often somebody exports against the events, so that it counts in all replicas together.
 *
 * @throws TooManyRequestsError
 */
export async function checkExportLimit(events: EventStore, caller: Actor): Promise<void> {
  const since = new Date(Date.now() - SECONDS * 1000).toISOString();
  if ((await events.count(caller, 'pull-secret.export', since)) < MOST) return;
  throw new TooManyRequestsError(
    `You have exported ${MOST} pull secrets in a minute. Try again in ${SECONDS} seconds.`,
    SECONDS,
  );
}
