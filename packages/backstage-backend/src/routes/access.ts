import type { Knex } from 'knex';
import { permittedActions, registryPermissions } from '../access/permitted-actions.ts';
import type { AppCatalog } from '../app/app-catalog.ts';
import { appRefOf } from '../app/app-ref.ts';
import type { OperationHandlers } from '../http/operation-handler.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import type { CredentialService } from '../credential/credential-service.ts';
import { CredentialStore } from '../store/credential-store.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';

/** `/permitted-actions`. */
export function accessRoutes(deps: {
  readonly apps: AppCatalog;
  readonly knex: Knex;
  readonly registries: RegistryService;
  readonly credentials: CredentialService;
}): OperationHandlers<'listPermittedActions'> {
  const { apps, knex, registries, credentials: stored } = deps;
  return {
    async listPermittedActions({ query, caller, credentials }) {
      const { registry: nameOrId, credential, app } = query;
      const registry =
        nameOrId === undefined
          ? undefined
          : await registries.get(nameOrId, caller, ...registryPermissions);
      const one = credential === undefined ? undefined : await stored.get(credential, caller);
      const own = registry === undefined ? [] : await credentialsOf(knex, registry);
      const asked = app === undefined ? undefined : await apps.get(appRefOf(app), credentials);
      const subjects = {
        registry,
        pullCredential: one ?? own.find(({ id }) => id === registry?.pullCredentialId),
        credentials: one ? [one] : own,
        owners: asked?.owners,
      };
      const items = await permittedActions(caller, subjects);
      return { body: { items } };
    },
  };
}

function credentialsOf(knex: Knex, { pullCredentialId, pushCredentialId }: StoredRegistry) {
  const ids = [pullCredentialId, pushCredentialId].filter(id => id !== undefined);
  return new CredentialStore(knex).findByIds(ids);
}
