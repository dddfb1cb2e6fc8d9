import type { OperationHandlers } from '../http/operation-handler.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import { DEFAULT_LIMIT } from '../store/page.ts';
import type { RegistryUsages } from '../usage/registry-usages.ts';

/** `/registries/{name}/usages`. */
export function usageRoutes(deps: {
  readonly registries: RegistryService;
  readonly usages: RegistryUsages;
}): OperationHandlers<'listRegistryUsages'> {
  const { registries, usages } = deps;
  return {
    async listRegistryUsages({ path, query, caller, credentials }) {
      const { limit = DEFAULT_LIMIT, cursor, app, ...filter } = query;
      const registry = await registries.get(path.name, caller);
      const wanted = { ...filter, app: app?.toLowerCase() };
      const page = await usages.list(registry, wanted, { limit, cursor, credentials });
      const { items, totalItems, nextCursor } = page;
      const pageInfo = nextCursor === undefined ? {} : { nextCursor };
      return { body: { items: [...items], totalItems, default: registry.isDefault, pageInfo } };
    },
  };
}
