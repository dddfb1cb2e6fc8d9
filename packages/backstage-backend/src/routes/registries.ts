import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  registryReadPermission,
  registryUsePermission,
} from '@berth/backstage-plugin-berth-common';
import { canonicalHost } from '@berth/core';
import type { Knex } from 'knex';
import { registryUserOf } from '../app/app.ts';
import type { AppCatalog } from '../app/app-catalog.ts';
import { appRefOf } from '../app/app-ref.ts';
import type { OperationHandlers } from '../http/operation-handler.ts';
import { etagOf } from '../http/preconditions.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import type { RegistryViews } from '../registry/registry-views.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { DEFAULT_LIMIT, parseSort } from '../store/page.ts';
import { UsedRegistryError } from '../usage/registry-users.ts';
import { RegistryStore } from '../store/registry-store.ts';
import type { RegistryFilter } from '../store/registry-filter.ts';
import type { Asker } from '../selection/selection-service.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';

type RegistryOperation =
  | 'listRegistries'
  | 'getRegistry'
  | 'putRegistry'
  | 'deleteRegistry'
  | 'getDefaultRegistry'
  | 'putDefaultRegistry';

/** `/registries` and `/default-registry`. */
export function registryRoutes(deps: {
  readonly knex: Knex;
  readonly registries: RegistryService;
  readonly apps: AppCatalog;
  readonly views: RegistryViews;
}): OperationHandlers<RegistryOperation> {
  const { knex, apps, registries, views } = deps;
  /** Names the apps that keep somebody from a change, as far as they may see them. */
  const telling = async (error: unknown, credentials: BackstageCredentials): Promise<never> => {
    if (!(error instanceof UsedRegistryError)) throw error;
    throw error.naming(await apps.seen(error.apps(), credentials));
  };
  const shown = async (registry: StoredRegistry) => ({
    body: await views.one(registry),
    etag: etagOf(registry),
  });
  return {
    async listRegistries({ query, caller, credentials }) {
      const { limit = DEFAULT_LIMIT, cursor, sort = 'name', ...filters } = query;
      const { app, ...own } = filters;
      const credential = filters.credential && (await credentialId(knex, filters.credential));
      const readable = await caller.readable(registryReadPermission);
      const page = await new RegistryStore(knex).list(
        {
          ...own,
          readable,
          ...(app !== undefined && (await selectableBy(apps, app, { caller, credentials }))),
          credential,
          host: filters.host?.map(canonicalHost),
          owner: filters.owner?.map(lowerCase),
          scope: filters.scope?.map(lowerCase),
          label: filters.label?.map(keyAndValue),
        },
        { limit, cursor, sort: parseSort(sort), filters },
      );
      const { totalItems, nextCursor } = page;
      const items = await views.all(page.items);
      return {
        body: { items, totalItems, pageInfo: nextCursor === undefined ? {} : { nextCursor } },
      };
    },

    async getRegistry({ path, caller }) {
      return shown(await registries.get(path.name, caller));
    },

    async putRegistry({ path, body, query, ...options }) {
      const { force = false } = query;
      const { registry, isNew } = await registries
        .put(path.name, body, { ...options, force })
        .catch((error: unknown) => telling(error, options.credentials));
      return { status: isNew ? 201 : 200, ...(await shown(registry)) };
    },

    async deleteRegistry({ path, query, ...options }) {
      const { force = false, deleteCredential = false } = query;
      const body = await registries
        .delete(path.name, { ...options, force, deleteCredential })
        .catch((error: unknown) => telling(error, options.credentials));
      return { body };
    },

    async getDefaultRegistry({ caller }) {
      return shown(await registries.getDefault(caller));
    },

    async putDefaultRegistry({ body, query, ...options }) {
      const { force = false } = query;
      return shown(await registries.setDefault(body.registry, { ...options, force }));
    },
  };
}

/** As entity references are stored. */
function lowerCase(ref: string): string {
  return ref.toLowerCase();
}

/** One that does not exist is used by nobody. */
async function credentialId(knex: Knex, nameOrId: string): Promise<string> {
  return (await new CredentialStore(knex).find(nameOrId))?.id ?? '';
}

function keyAndValue(label: string): readonly [key: string, value: string] {
  const at = label.indexOf('=');
  return [label.slice(0, at), label.slice(at + 1)];
}

/** What `selectableRegistry` would take, as a filter. */
async function selectableBy(
  apps: AppCatalog,
  text: string,
  { caller, credentials }: Asker,
): Promise<Pick<RegistryFilter, 'usable' | 'openTo'>> {
  const { app } = await apps.lineageOf(await apps.get(appRefOf(text), credentials));
  const { owner, system, domain } = registryUserOf(app);
  const openTo = [owner, system, domain].filter(ref => ref !== undefined);
  return { usable: await caller.readable(registryUsePermission), openTo };
}
