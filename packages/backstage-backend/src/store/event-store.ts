import type { Event } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { Actor, Deed } from '../event/deed.ts';
import { eventId } from '../event/event-id.ts';
import { isUuid } from '../registry/entry-name.ts';
import { readPage, type Page, type PageRequest } from './page.ts';

/** Which events a list holds; a property that is absent filters nothing. */
export interface EventFilter {
  /** Names or ids. */
  readonly registry?: string | undefined;
  readonly credential?: string | undefined;
  /** An entity reference. */
  readonly app?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: readonly string[] | undefined;
  /** ISO 8601, UTC; from, and before. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** A row of the table `events`. */
interface EventRow {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly actor: string;
  readonly actor_kind: 'user' | 'service';
  readonly target: string;
  readonly target_id: string | null;
  readonly outcome: 'succeeded' | 'failed';
  readonly reason: string | null;
  readonly changes: string;
}

const BATCH = 1000;

/** Who did what. Inside a transaction, make one of the transaction: so that both are there, or none. */
export class EventStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(actor: Actor, deed: Deed): Promise<void> {
    const now = Date.now();
    const row: EventRow = {
      id: eventId(now),
      at: new Date(now).toISOString(),
      action: deed.action,
      actor: actor.ref,
      actor_kind: actor.kind,
      target: deed.target,
      target_id: deed.targetId ?? null,
      outcome: deed.outcome ?? 'succeeded',
      reason: deed.reason ?? null,
      changes: JSON.stringify(deed.changes ?? []),
    };
    await this.#knex('events').insert(row);
    actor.deeds?.set(`${deed.action} ${deed.target}`, deed);
  }

  async list(filter: EventFilter, page: PageRequest): Promise<Page<Event>> {
    const query = filtered(this.#knex('events'), filter);
    const { items, ...rest } = await readPage<EventRow>(query, 'events', page);
    return { items: items.map(eventOfRow), ...rest };
  }

  /** How often somebody did something since then. */
  async count({ ref }: Actor, action: Deed['action'], since: string): Promise<number> {
    const row = await this.#knex<EventRow>('events')
      .where({ actor: ref, action })
      .where('at', '>=', since)
      .count({ total: 'id' })
      .first();
    return Number(row?.total ?? 0);
  }

  /** Returns how many there were. They go in small parts, so that nobody waits for them. */
  async deleteBefore(time: string): Promise<number> {
    let deleted = 0;
    for (let part = BATCH; part === BATCH; deleted += part) {
      const old = this.#knex<EventRow>('events').where('at', '<', time);
      const ids = (await old.orderBy(['at', 'id']).limit(BATCH)).map(({ id }) => id);
      part = await this.#knex('events').whereIn('id', ids).delete();
    }
    return deleted;
  }
}

function filtered(query: Knex.QueryBuilder, filter: EventFilter): Knex.QueryBuilder {
  if (filter.registry !== undefined) of(query, 'registry', filter.registry);
  if (filter.credential !== undefined) of(query, 'credential', filter.credential);
  if (filter.app !== undefined) void query.where({ target: filter.app.toLowerCase() });
  if (filter.actor !== undefined) void query.where({ actor: filter.actor });
  if (filter.action !== undefined) void query.whereIn('action', filter.action);
  if (filter.since !== undefined) void query.where('at', '>=', filter.since);
  if (filter.until !== undefined) void query.where('at', '<', filter.until);
  return query;
}

/** What is deleted has a name and an id still. */
function of(query: Knex.QueryBuilder, kind: string, nameOrId: string): void {
  if (isUuid(nameOrId)) void query.where({ target_id: nameOrId.toLowerCase() });
  else void query.where({ target: `${kind}:${nameOrId}` });
}

function eventOfRow(row: EventRow): Event {
  return {
    ...{ id: row.id, at: row.at, action: row.action as Event['action'] },
    ...{ actor: row.actor, actorKind: row.actor_kind, target: row.target },
    ...(row.target_id !== null && { targetId: row.target_id }),
    outcome: row.outcome,
    ...(row.reason !== null && { reason: row.reason }),
    changes: JSON.parse(row.changes) as Event['changes'],
  };
}
