import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { OperationHandlers } from '../http/operation-handler.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import { DEFAULT_LIMIT } from '../store/page.ts';
import type { RegistryUsages } from '../usage/registry-usages.ts';
import { WrongRequestError } from '../http/wrong-request-error.ts';

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
      const wanted = { ...filter, app: app === undefined ? undefined : appOf(app) };
      const page = await usages.list(registry, wanted, { limit, cursor, credentials });
      const { items, totalItems, nextCursor } = page;
      const pageInfo = nextCursor === undefined ? {} : { nextCursor };
      return { body: { items: [...items], totalItems, default: registry.isDefault, pageInfo } };
    },
  };
}

function appOf(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    const message = '"app" is no reference to an entity. Write it as component:default/name.';
    throw new WrongRequestError([{ field: 'app', message }]);
  }
}
