import type { AuthService, BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type CompoundEntityRef, type Entity } from '@backstage/catalog-model';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { APP_FIELDS, appOf, type App } from './app.ts';

/** An app with its domain, and the annotations of all whose choices it takes over. */
export interface AppLineage {
  readonly app: App;
  /** By full entity reference. */
  readonly annotations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What the catalog knows of apps. */
export class AppCatalog {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(deps: { readonly catalog: CatalogService; readonly auth: AuthService }) {
    this.#catalog = deps.catalog;
    this.#auth = deps.auth;
  }

  /** One that the caller may not see in the catalog is not there for them. @throws NotFoundError */
  async get(ref: CompoundEntityRef, credentials: BackstageCredentials): Promise<App> {
    const name = stringifyEntityRef(ref);
    const [entity] = await this.#read([name], credentials);
    if (entity !== undefined) return appOf(entity);
    throw new NotFoundError(
      `There is no entity ${JSON.stringify(name)} in the catalog that you may see. Check its kind, namespace and name, or register it.`,
    );
  }

  /**
   * Reads those whose choices the app takes over. They count whether the caller may see them or not:
   * an app uses the same registry whoever asks.
   */
  async lineageOf(app: App): Promise<AppLineage> {
    const own = await this.#auth.getOwnServiceCredentials();
    const { system, owners } = app;
    const near = await this.#others(app, [system, owners[0]], own);
    const itsSystem = near.find(({ ref }) => ref === system);
    const domain = app.domain ?? itsSystem?.domain;
    const whole = { ...app, domain };
    const far = await this.#others(app, [domain], own);
    const all = [...far, ...near, app].map(({ ref, annotations }) => [ref, annotations]);
    return { app: whole, annotations: Object.fromEntries(all) as AppLineage['annotations'] };
  }

  /**
   * Those of these that somebody sees in the catalog, with their domains as far as these are seen.
   *
   * @throws ServiceUnavailableError
   */
  async withDomains(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<readonly App[]> {
    if (refs.length === 0) return [];
    const apps = (await this.#read(refs, credentials)).filter(isThere).map(appOf);
    const systems = [...new Set(apps.map(({ system }) => system))].filter(isThere);
    const found = systems.length === 0 ? [] : await this.#read(systems, credentials);
    const domains = new Map(
      found
        .filter(isThere)
        .map(appOf)
        .map(({ ref, domain }) => [ref, domain]),
    );
    return apps.map(app => ({ ...app, domain: app.domain ?? domains.get(app.system ?? '') }));
  }

  /** The first of its owners; undefined for what is not there. */
  async ownerOf(ref: string): Promise<string | undefined> {
    const [entity] = await this.#read([ref], await this.#auth.getOwnServiceCredentials());
    return entity && appOf(entity).owners[0];
  }

  /** Which of these the catalog has. @throws ServiceUnavailableError where it cannot be asked. */
  async known(refs: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#names(refs, await this.#auth.getOwnServiceCredentials());
  }

  /**
   * Which of these somebody may be told of: what they see in the catalog, and what is not there any
   * more for anybody.
   *
   * @throws ServiceUnavailableError
   */
  async seen(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const all = [...new Set(refs)];
    const visible = all.length === 0 ? new Set() : await this.#names(all, credentials);
    const others = all.filter(ref => !visible.has(ref));
    const hidden = others.length === 0 ? new Set() : await this.known(others);
    return new Set(all.filter(ref => !hidden.has(ref)));
  }

  async #names(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const fields = ['kind', 'metadata.namespace', 'metadata.name'];
    const entities = await this.#read(refs, credentials, fields);
    return new Set(entities.map(entity => entity && stringifyEntityRef(entity)).filter(isThere));
  }

  async #others(
    app: App,
    refs: readonly (string | undefined)[],
    own: BackstageCredentials,
  ): Promise<readonly App[]> {
    const others = [...new Set(refs)].filter(isThere).filter(ref => ref !== app.ref);
    if (others.length === 0) return [];
    return (await this.#read(others, own)).filter(isThere).map(appOf);
  }

  /** In the order of the references. */
  async #read(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
    fields: readonly string[] = APP_FIELDS,
  ): Promise<readonly (Entity | undefined)[]> {
    const request = { entityRefs: [...entityRefs], fields: [...fields] };
    const answer = this.#catalog.getEntitiesByRefs(request, { credentials });
    return (await answer.catch(unavailable)).items;
  }
}

/** Its message may quote what it was asked. */
export function unavailable(): never {
  throw new ServiceUnavailableError(
    'The catalog cannot be asked at the moment, and says which entities there are. Try again later.',
  );
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
