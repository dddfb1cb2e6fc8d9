import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Deed } from './event/deed.ts';

/** The topic under which it is told that registries or selections are not what they were. */
export const CHANGES_TOPIC = 'berth.changes';

const TOLD = /^(?:registry\.(?:create|update|delete)|selection\.)/;

/** Tells other plugins what was changed, by name: whoever wants to know more has to ask. */
export class ChangeAnnouncer {
  readonly #events: EventsService;
  readonly #logger: LoggerService;

  constructor(deps: { readonly events: EventsService; readonly logger: LoggerService }) {
    this.#events = deps.events;
    this.#logger = deps.logger;
  }

  /** Nobody waits for it: who misses it looks by schedule. */
  announce(deeds: Iterable<Deed>): void {
    const changes = [...deeds].filter(({ action }) => TOLD.test(action));
    if (changes.length === 0) return;
    const eventPayload = changes.map(({ action, target }) => ({ action, target }));
    this.#events.publish({ topic: CHANGES_TOPIC, eventPayload }).catch(() => {
      this.#logger.warn('A change could not be announced; the catalog follows by its schedule.');
    });
  }
}
