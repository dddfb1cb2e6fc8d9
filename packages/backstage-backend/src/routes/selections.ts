import { stringifyEntityRef } from '@backstage/catalog-model';
import { appRefOf } from '../app/app-ref.ts';
import type { OperationHandlers } from '../http/operation-handler.ts';
import { etagOf } from '../http/preconditions.ts';
import type { RegistryViews } from '../registry/registry-views.ts';
import type { EffectiveRegistries } from '../selection/effective-registries.ts';
import { viewEffectiveRegistry } from '../selection/effective-registry-view.ts';
import type { SelectionService } from '../selection/selection-service.ts';
import { viewSelection } from '../selection/selection-view.ts';
import { DEFAULT_LIMIT, type Page } from '../store/page.ts';
import type { StoredSelection } from '../store/stored-selection.ts';

type SelectionOperation =
  | 'listSelections'
  | 'listAppSelections'
  | 'getSelection'
  | 'putSelection'
  | 'deleteSelection'
  | 'getEffectiveRegistry';

/** `/selections`, and those of `/apps` with their effective registries. */
export function selectionRoutes(deps: {
  readonly selections: SelectionService;
  readonly effective: EffectiveRegistries;
  readonly views: RegistryViews;
}): OperationHandlers<SelectionOperation> {
  const { selections, effective, views } = deps;
  return {
    async listSelections({ query, ...asker }) {
      const { limit = DEFAULT_LIMIT, cursor, app } = query;
      const ref = app === undefined ? undefined : stringifyEntityRef(appRefOf(app));
      const { hidden, ...page } = await selections.list(ref, { limit, cursor }, asker);
      return { body: { ...viewPage(page), ...(hidden > 0 && { hidden }) } };
    },

    async listAppSelections({ path, query, ...asker }) {
      const { limit = DEFAULT_LIMIT, cursor } = query;
      return { body: viewPage(await selections.listOf(path, { limit, cursor }, asker)) };
    },

    async getSelection({ path, ...asker }) {
      const { environment, ...app } = path;
      const selection = await selections.get({ app, environment }, asker);
      return { body: viewSelection(selection), etag: etagOf(selection) };
    },

    async putSelection({ path, body, ...options }) {
      const { environment, ...app } = path;
      const written = await selections.put({ app, environment }, body, options);
      const { selection, isNew } = written;
      const etag = etagOf(selection);
      return { status: isNew ? 201 : 200, body: viewSelection(selection), etag };
    },

    async deleteSelection({ path, ...options }) {
      const { environment, ...app } = path;
      await selections.delete({ app, environment }, options);
      return { status: 204 };
    },

    async getEffectiveRegistry({ path, query, ...asker }) {
      const { environment } = query;
      const asked = await effective.ask(path, environment, asker);
      return { body: await viewEffectiveRegistry(views, asked, environment) };
    },
  };
}

function viewPage({ items, totalItems, nextCursor }: Page<StoredSelection>) {
  const pageInfo = nextCursor === undefined ? {} : { nextCursor };
  return { items: items.map(viewSelection), totalItems, pageInfo };
}
