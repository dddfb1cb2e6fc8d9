import { NotFoundError } from '@backstage/errors';
import { registryUsePermission } from '@berth/backstage-plugin-berth-common';
import { InvalidInputError, resolveRegistry } from '@berth/core';
import type { Caller } from '../access/caller.ts';
import { registryUserOf, type App } from '../app/app.ts';
import type { AppCatalog } from '../app/app-catalog.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import { ALL_ENVIRONMENTS } from '../store/stored-selection.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';

/**
 * The registry of this name or id, if it can be selected: the caller may use it, and it would be the
 * effective one.
 *
 * @throws InvalidInputError that says why it cannot, NotAllowedError.
 */
export async function selectableRegistry(
  deps: { readonly registries: RegistryService; readonly apps: AppCatalog },
  nameOrId: string,
  { app, caller }: { readonly app: App; readonly caller: Caller },
): Promise<StoredRegistry> {
  const registry = await deps.registries
    .get(nameOrId, caller, registryUsePermission)
    .catch(asWrongInput);
  const { name } = registry;
  await caller.require(registryUsePermission, `use the registry "${name}"`, registry);
  const { app: whole } = await deps.apps.lineageOf(app);
  const selection = { entityRef: app.ref, environment: ALL_ENVIRONMENTS, registry: name };
  const effective = resolveRegistry({
    app: registryUserOf(whole),
    selections: [selection],
    annotations: {},
    registries: [registry],
  });
  if (effective.outcome === 'registry') return registry;
  throw new InvalidInputError(effective.reason.text, { field: 'registry' });
}

function asWrongInput(error: unknown): never {
  if (!(error instanceof NotFoundError)) throw error;
  throw new InvalidInputError(error.message, { field: 'registry' });
}
