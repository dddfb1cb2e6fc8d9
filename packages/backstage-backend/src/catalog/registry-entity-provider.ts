import type { LoggerService, SchedulerServiceTaskRunner } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { EntityProvider, EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { Selection } from '@berth/backstage-plugin-berth-common';
import type { BerthClient } from './berth-client.ts';
import { refreshPause } from './refresh-pause.ts';
import { registryEntity } from './registry-entity.ts';

/** Berth may start after the catalog. */
const RETRY_MILLISECONDS = 10_000;

/**
 * Brings every registry into the catalog, with the apps that depend on it by selection.
 *
 * The relations are part of the registry's entity (`spec.dependencyOf`), and not made by a processor
 * of apps: they are there as soon as the registry is, they go with it, and nobody asks about
 * selections whenever one of thousands of apps is processed.
 */
export class RegistryEntityProvider implements EntityProvider {
  readonly #client: BerthClient;
  readonly #schedule: SchedulerServiceTaskRunner;
  readonly #fallbackOwner: string;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  #isSoon = false;
  /** Milliseconds that the last reading took. */
  #took = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(deps: {
    readonly client: BerthClient;
    readonly schedule: SchedulerServiceTaskRunner;
    readonly fallbackOwner: string;
    readonly logger: LoggerService;
  }) {
    this.#client = deps.client;
    this.#schedule = deps.schedule;
    this.#fallbackOwner = deps.fallbackOwner;
    this.#logger = deps.logger;
  }

  getProviderName(): string {
    return 'berth';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#schedule.run({ id: 'berth-registry-entities', fn: () => this.#refresh() });
  }

  /** In a moment; changes that come until then are read with it. */
  refreshSoon(milliseconds = refreshPause(this.#took)): void {
    if (this.#isSoon) return;
    this.#isSoon = true;
    const refresh = () => {
      this.#isSoon = false;
      void this.#refresh();
    };
    setTimeout(refresh, milliseconds).unref();
  }

  /** One after the other: what was read first must not be written last. */
  #refresh(): Promise<void> {
    this.#last = this.#last.then(() => this.#bring());
    return this.#last;
  }

  /** Where Berth cannot be asked the catalog stays as it is. */
  async #bring(): Promise<void> {
    const start = performance.now();
    try {
      const registries = await this.#client.registries();
      const users = usersByRegistry(await this.#client.selections());
      const entities = registries.map(registry => ({
        entity: registryEntity(registry, {
          users: users.get(registry.id) ?? [],
          fallbackOwner: this.#fallbackOwner,
        }),
        locationKey: 'berth',
      }));
      await this.#connection?.applyMutation({ type: 'full', entities });
    } catch (error) {
      const reason = isError(error) ? error.message : 'unknown error';
      this.#logger.warn(`Registries cannot be read, and the catalog stays as it is: ${reason}`);
      this.refreshSoon(RETRY_MILLISECONDS);
    } finally {
      this.#took = performance.now() - start;
    }
  }
}

/** Sorted; one that chose a registry for several environments is there once. */
function usersByRegistry(selections: readonly Selection[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, Set<string>>();
  for (const { registryId, app } of selections) {
    if (registryId === undefined) continue;
    users.set(registryId, (users.get(registryId) ?? new Set()).add(app));
  }
  return new Map([...users].map(([id, apps]) => [id, [...apps].sort()]));
}
