import type { PullSecretExports } from '../export/pull-secret-exports.ts';
import type { OperationHandlers } from '../http/operation-handler.ts';

/** `/registries/{name}/pull-secret-exports`. */
export function pullSecretExportRoutes(deps: {
  readonly exports: PullSecretExports;
}): OperationHandlers<'exportPullSecret'> {
  return {
    async exportPullSecret({ path, body, caller }) {
      return { body: await deps.exports.export(path.name, body, caller), noStore: true };
    },
  };
}
