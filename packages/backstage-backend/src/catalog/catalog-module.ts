import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { CHANGES_TOPIC } from '../change-announcer.ts';
import { BerthClient } from './berth-client.ts';
import { RegistryAnnotationProcessor } from './registry-annotation-processor.ts';
import { RegistryEntityProvider } from './registry-entity-provider.ts';

/** The module of the catalog: registries as entities, with those who use them. */
export const catalogModuleBerth = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'berth',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, events, logger, scheduler, ...deps }) {
        const provider = new RegistryEntityProvider({
          client: new BerthClient(deps),
          schedule: scheduler.createScheduledTaskRunner(readSchedule(config)),
          fallbackOwner: config.getOptionalStringArray('berth.admins')?.[0] ?? 'unknown',
          logger,
        });
        catalog.addEntityProvider(provider);
        catalog.addProcessor(new RegistryAnnotationProcessor());
        await events.subscribe({
          id: 'berth-registries',
          topics: [CHANGES_TOPIC],
          onEvent: () => Promise.resolve(provider.refreshSoon()),
        });
      },
    });
  },
});

/** As other providers are configured. */
function readSchedule(config: RootConfigService): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig('catalog.providers.berth.schedule');
  if (schedule) return readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
  return { frequency: { minutes: 10 }, timeout: { minutes: 5 } };
}
