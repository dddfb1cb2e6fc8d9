import type { CheckService } from '../check/check-service.ts';
import type { OperationHandlers } from '../http/operation-handler.ts';

/** `/checks` and `/registries/{name}/checks`. */
export function checkRoutes(deps: {
  readonly checks: CheckService;
}): OperationHandlers<'checkRegistry' | 'checkDraft'> {
  const { checks } = deps;
  return {
    async checkRegistry({ path, body, caller }) {
      return { body: await checks.checkStored(path.name, body, caller), noStore: true };
    },

    async checkDraft({ body, caller }) {
      return { body: await checks.checkDraft(body, caller), noStore: true };
    },
  };
}
