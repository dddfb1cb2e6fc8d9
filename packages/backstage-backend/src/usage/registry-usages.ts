import type { AuthService, BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Usage } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { AppCatalog } from '../app/app-catalog.ts';
import type { Page } from '../store/page.ts';
import { SelectionStore } from '../store/selection-store.ts';
import { ALL_ENVIRONMENTS, type StoredSelection } from '../store/stored-selection.ts';
import type { AnnotatedApps, AnnotationSearch } from './annotated-apps.ts';
import type { Environments } from './environments.ts';
import { formatUsageCursor, parseUsageCursor, type UsagePlace } from './usage-cursor.ts';
import { MAX_NAMED, type RegistryUsers } from './registry-users.ts';

export interface UsageFilter {
  readonly source?: 'selection' | 'annotation' | undefined;
  readonly app?: string | undefined;
  readonly environment?: string | undefined;
}

export interface UsagePage extends Page<Usage> {
  /** How many selections of the page are of entities that are not shown. */
  readonly hidden: number;
}

interface UsedRegistry {
  readonly id: string;
  readonly name: string;
}

/** Who uses a registry: selections from the database, annotations from the catalog. */
export class RegistryUsages {
  readonly #knex: Knex;
  readonly #apps: AppCatalog;
  readonly #auth: AuthService;
  readonly #annotated: AnnotatedApps;
  readonly #environments: Environments;

  constructor(deps: {
    readonly knex: Knex;
    readonly apps: AppCatalog;
    readonly auth: AuthService;
    readonly annotated: AnnotatedApps;
    readonly environments: Environments;
  }) {
    this.#knex = deps.knex;
    this.#apps = deps.apps;
    this.#auth = deps.auth;
    this.#annotated = deps.annotated;
    this.#environments = deps.environments;
  }

  /** Selections first; only what the credentials may see in the catalog. */
  async list(
    registry: UsedRegistry,
    filter: UsageFilter,
    page: {
      readonly limit: number;
      readonly cursor: string | undefined;
      readonly credentials: BackstageCredentials;
    },
  ): Promise<UsagePage> {
    const { limit, credentials } = page;
    const start = parseUsageCursor(page.cursor);
    if (filter.app !== undefined && (await this.#apps.seen([filter.app], credentials)).size === 0) {
      return { items: [], totalItems: 0, hidden: 0, nextCursor: undefined };
    }
    const selections = await this.#selections(registry.id, filter, { ...start, limit });
    const room = selections.nextCursor === undefined ? limit - selections.items.length : 0;
    const search = await this.#search(registry.name, filter);
    // A page of the catalog has an item at least, wanted or not.
    const annotations = await this.#annotated.find(
      search,
      { offset: start.annotations, limit: Math.max(room, 1) },
      credentials,
    );
    const refs = selections.items.map(({ entityRef }) => entityRef);
    const seen = await this.#apps.seen(refs, credentials);
    const shown = selections.items.filter(({ entityRef }) => seen.has(entityRef));
    return {
      items: [...shown.map(usageOf), ...(room > 0 ? annotations.items : [])],
      hidden: selections.items.length - shown.length,
      totalItems: selections.totalItems + annotations.total,
      nextCursor: formatUsageCursor({
        selections: selections.nextCursor,
        annotations: start.annotations + room,
        ofAnnotations: annotations.total,
      }),
    };
  }

  /** All whose annotations name it, whoever may see them. */
  async annotated(registryName: string): Promise<RegistryUsers> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const search = await this.#search(registryName, {});
    const page = { offset: 0, limit: MAX_NAMED };
    const { items, total } = await this.#annotated.find(search, page, credentials);
    return { users: items, total };
  }

  async #selections(
    registryId: string,
    { source, app, environment }: UsageFilter,
    { selections: cursor, areBehind, limit }: UsagePlace & { readonly limit: number },
  ): Promise<Page<StoredSelection>> {
    if (source === 'annotation') return { items: [], totalItems: 0, nextCursor: undefined };
    const store = new SelectionStore(this.#knex);
    const filter = { registryId, entityRef: app, environment };
    if (areBehind) {
      return { items: [], totalItems: await store.count(filter), nextCursor: undefined };
    }
    return store.list(filter, { limit, cursor });
  }

  async #search(registry: string, filter: UsageFilter): Promise<AnnotationSearch> {
    const { source, app, environment } = filter;
    if (source === 'selection') return { registry, environments: [], forAll: false };
    if (environment === ALL_ENVIRONMENTS) return { registry, environments: [], forAll: true, app };
    if (environment !== undefined) {
      return { registry, environments: [environment], forAll: false, app };
    }
    const environments = await this.#environments.ofAnnotations();
    return { registry, environments, forAll: true, app };
  }
}

function usageOf(selection: StoredSelection): Usage {
  const { entityRef, environment, repository, pullSecretName } = selection;
  return {
    app: entityRef,
    ...(environment !== ALL_ENVIRONMENTS && { environment }),
    source: 'selection',
    ...(repository !== undefined && { repository }),
    ...(pullSecretName !== undefined && { pullSecretName }),
  };
}
