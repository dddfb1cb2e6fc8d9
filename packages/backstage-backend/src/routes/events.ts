import { eventReadPermission } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { OperationHandlers } from '../http/operation-handler.ts';
import { EventStore } from '../store/event-store.ts';
import { DEFAULT_LIMIT, parseSort } from '../store/page.ts';

/** `/events`. */
export function eventRoutes({ knex }: { readonly knex: Knex }): OperationHandlers<'listEvents'> {
  return {
    async listEvents({ query, caller }) {
      await caller.require(eventReadPermission, 'read what others have done');
      const { limit = DEFAULT_LIMIT, cursor, sort = '-at', ...filters } = query;
      const { items, totalItems, nextCursor } = await new EventStore(knex).list(
        { ...filters, since: utc(filters.since), until: utc(filters.until) },
        { limit, cursor, sort: parseSort(sort), filters },
      );
      return {
        body: {
          items: [...items],
          totalItems,
          pageInfo: nextCursor === undefined ? {} : { nextCursor },
        },
      };
    },
  };
}

/** As times are stored, so that they compare as text. */
function utc(time: string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
