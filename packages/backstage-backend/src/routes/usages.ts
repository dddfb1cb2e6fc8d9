import { stringifyEntityRef } from '@backstage/catalog-model';
import { appRefOf } from '../app/app-ref.ts';
import type { OperationHandlers } from '../http/operation-handler.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import { DEFAULT_LIMIT } from '../store/page.ts';
import type { RegistryUsages } from '../usage/registry-usages.ts';
import { requireReading } from '../selection/selection-service.ts';
import type { Environments } from '../usage/environments.ts';

/** `/registries/{name}/usages`, and `/environments`. */
export function usageRoutes(deps: {
  readonly registries: RegistryService;
  readonly usages: RegistryUsages;
  readonly environments: Environments;
}): OperationHandlers<'listRegistryUsages' | 'listEnvironments'> {
  const { registries, usages, environments } = deps;
  return {
    async listRegistryUsages({ path, query, caller, credentials }) {
      const { limit = DEFAULT_LIMIT, cursor, app, ...filter } = query;
      const registry = await registries.get(path.name, caller);
      const wanted = { ...filter, app: app && stringifyEntityRef(appRefOf(app)) };
      const page = await usages.list(registry, wanted, { limit, cursor, credentials });
      const { items, totalItems, hidden, nextCursor } = page;
      const pageInfo = nextCursor === undefined ? {} : { nextCursor };
      const rest = { totalItems, ...(hidden > 0 && { hidden }), default: registry.isDefault };
      return { body: { items: [...items], ...rest, pageInfo } };
    },

    async listEnvironments({ caller }) {
      await requireReading(caller);
      const { configured } = environments;
      return { body: { items: [...(await environments.all())], configured: [...configured] } };
    },
  };
}
