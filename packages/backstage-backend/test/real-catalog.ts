import {
  coreServices,
  createBackendModule,
  type AuthService,
  type BackstageCredentials,
  type DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
  type CatalogService,
  type EntityProvider,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { AppCatalog } from '../src/app/app-catalog.ts';
import catalogModule from '../src/catalog/index.ts';
import { BerthClient } from '../src/catalog/berth-client.ts';
import { GoneApps } from '../src/selection/gone-apps.ts';
import { mockServices } from '@backstage/backend-test-utils';
import { startBerth, type BerthBackend } from './berth-backend.ts';

const WEEK = 7 * 86_400_000;

/** A backend with Backstage's catalog, its entities given by the test. */
export interface BerthWithCatalog extends BerthBackend {
  /** As the catalog answers with it now. */
  entity(ref: string): Promise<Entity | undefined>;
  write(entities: readonly Entity[]): Promise<void>;
  remove(ref: string): Promise<void>;
  /** The database of the plugin. */
  readonly knex: Knex;
  /** What the module asks the plugin with. */
  readonly client: BerthClient;
  /** Runs the task that deletes what gone entities have chosen; says how much it deleted. */
  cleanUp(now: Date): Promise<number>;
}

interface BerthServices {
  readonly discovery: DiscoveryService;
  readonly knex: Knex;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
}

export async function startBerthWithCatalog(options: {
  readonly database: JsonObject;
}): Promise<BerthWithCatalog> {
  const provider = new TestProvider();
  const found: { services?: BerthServices } = {};
  const features = [
    ...[catalogPlugin, catalogModule, provider.module, berthServices(found)],
    // The mocked events of one plugin do not reach another.
    eventsServiceFactory,
  ];
  const berth = await startBerth({ ...options, entities: 'real', features });
  const { services } = found;
  if (services === undefined) throw new Error('The plugin has not started.');
  const { knex, catalog, auth, discovery } = services;
  const apps = new AppCatalog({ catalog, auth });
  const logger = mockServices.logger.mock();
  return {
    ...berth,
    knex,
    client: new BerthClient({ auth, discovery }),
    entity: async ref => catalog.getEntityByRef(ref, { credentials: await own(auth) }),
    write: entities => provider.write(entities),
    remove: ref => provider.remove(ref),
    cleanUp: now => new GoneApps({ knex, apps, logger, keptMilliseconds: WEEK }).run(now),
  };
}

export function entityOf(kind: string, name: string, spec: JsonObject, annotations = {}): Entity {
  const location = 'test:entities';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        ...annotations,
      },
    },
    spec,
  };
}

function own(auth: AuthService): Promise<BackstageCredentials> {
  return auth.getOwnServiceCredentials();
}

class TestProvider implements EntityProvider {
  #connection: EntityProviderConnection | undefined;

  readonly module = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-entities',
    register: env => {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        init: ({ catalog }) => {
          catalog.addEntityProvider(this);
          return Promise.resolve();
        },
      });
    },
  });

  getProviderName(): string {
    return 'test';
  }

  connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    return Promise.resolve();
  }

  async write(entities: readonly Entity[]): Promise<void> {
    const added = entities.map(entity => ({ entity }));
    await this.#connection?.applyMutation({ type: 'delta', added, removed: [] });
  }

  async remove(entityRef: string): Promise<void> {
    await this.#connection?.applyMutation({ type: 'delta', added: [], removed: [{ entityRef }] });
  }
}

/** Lets a test have what the plugin itself has. */
function berthServices(found: { services?: BerthServices }) {
  return createBackendModule({
    pluginId: 'berth',
    moduleId: 'test-services',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          database: coreServices.database,
          discovery: coreServices.discovery,
        },
        async init({ database, ...services }) {
          found.services = { knex: await database.getClient(), ...services };
        },
      });
    },
  });
}
