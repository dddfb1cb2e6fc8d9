import type { CheckService } from '../check/check-service.ts';
import type { Knex } from 'knex';
import type { OperationHandlers } from '../http/operation-handler.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import { DEFAULT_LIMIT } from '../store/page.ts';
import { StatusStore } from '../store/status-store.ts';

/** `/checks`, `/registries/{name}/checks`, and what they have said. */
export function checkRoutes(deps: {
  readonly knex: Knex;
  readonly checks: CheckService;
  readonly registries: RegistryService;
}): OperationHandlers<'checkRegistry' | 'checkDraft' | 'listStatusHistory'> {
  const { knex, checks, registries } = deps;
  return {
    async checkRegistry({ path, body, caller }) {
      return { body: await checks.checkStored(path.name, body, caller), noStore: true };
    },

    async checkDraft({ body, caller }) {
      return { body: await checks.checkDraft(body, caller), noStore: true };
    },

    async listStatusHistory({ path, query, caller }) {
      const { limit = DEFAULT_LIMIT, cursor } = query;
      const { id } = await registries.get(path.name, caller);
      const page = await new StatusStore(knex).listHistory(id, { limit, cursor });
      const { items, totalItems, nextCursor } = page;
      const pageInfo = nextCursor === undefined ? {} : { nextCursor };
      return { body: { items: [...items], totalItems, pageInfo } };
    },
  };
}
