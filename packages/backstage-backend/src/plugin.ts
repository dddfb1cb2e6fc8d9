import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { Access } from './access/access.ts';
import { registerPermissions } from './access/permission-resources.ts';
import { Policy } from './access/policy.ts';
import { ChangeAnnouncer } from './change-announcer.ts';
import { CheckLimits } from './check/check-limits.ts';
import { CheckService } from './check/check-service.ts';
import { readNetworkPolicy } from './check/network-config.ts';
import { RegistryChecker } from './check/registry-checker.ts';
import { StatusRecorder } from './check/status-recorder.ts';
import { AppCatalog } from './app/app-catalog.ts';
import { CredentialService } from './credential/credential-service.ts';
import { checkKeysInUse } from './credential/keys-in-use.ts';
import { ReencryptionTask } from './credential/reencryption-task.ts';
import { eventRetention } from './event/event-retention.ts';
import { PullSecretExports } from './export/pull-secret-exports.ts';
import { readHealthFrequency } from './health/health-config.ts';
import { HealthTask } from './health/health-task.ts';
import { HostTurns } from './health/host-turns.ts';
import { RegistryService } from './registry/registry-service.ts';
import { RegistryViews } from './registry/registry-views.ts';
import { createRouter } from './router.ts';
import { accessRoutes } from './routes/access.ts';
import { checkRoutes } from './routes/checks.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { eventRoutes } from './routes/events.ts';
import { pullSecretExportRoutes } from './routes/pull-secret-exports.ts';
import { referenceRoutes } from './routes/references.ts';
import { registryRoutes } from './routes/registries.ts';
import { selectionRoutes } from './routes/selections.ts';
import { usageRoutes } from './routes/usages.ts';
import { readEncryptionKeys } from './sealing/encryption-keys.ts';
import { Sealer } from './sealing/sealer.ts';
import { EffectiveRegistries } from './selection/effective-registries.ts';
import { GoneApps, readKeptSelections } from './selection/gone-apps.ts';
import { SelectionService } from './selection/selection-service.ts';
import { CredentialStore } from './store/credential-store.ts';
import { oneReplicaAtATime, openDatabase } from './store/database.ts';
import { AnnotatedApps } from './usage/annotated-apps.ts';
import { AnnotationCounts } from './usage/annotation-counts.ts';
import { Environments } from './usage/environments.ts';
import { RegistryUsages } from './usage/registry-usages.ts';
import type { FindAnnotatedUsers } from './usage/registry-users.ts';
import type { FindApps } from './usage/scope-keepers.ts';

/** The backend plugin: everything is put together here, and nowhere else. */
export const berthPlugin = createBackendPlugin({
  pluginId: 'berth',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init({ auditor, config, database, httpAuth, httpRouter, logger, scheduler, ...deps }) {
        const sealer = new Sealer(readEncryptionKeys(config, logger));
        const knex = await openDatabase(database);
        await checkKeysInUse(new CredentialStore(knex), sealer);
        const apps = new AppCatalog(deps);
        registerPermissions(deps.permissionsRegistry, knex, ref => apps.ownerOf(ref));
        const policy = new Policy({ config, logger, ...deps });
        const access = new Access({ config, policy, ...deps });
        const retention = eventRetention({ config, knex, logger });

        const annotated = new AnnotatedApps(deps.catalog);
        const environments = new Environments({ config, knex });
        const usages = new RegistryUsages({ knex, apps, annotated, environments, ...deps });
        const annotations = new AnnotationCounts({ environments, ...deps });
        const views = new RegistryViews({ knex, annotations });
        const findAnnotated: FindAnnotatedUsers = name => usages.annotated(name);

        const findApps: FindApps = (refs, seenBy) => apps.withDomains(refs, seenBy);
        const registries = new RegistryService({ knex, sealer, findAnnotated, findApps });
        const credentials = new CredentialService({ knex, sealer });
        const network = readNetworkPolicy(config);
        const checker = new RegistryChecker({ sealer, network });
        const frequency = readHealthFrequency(config);
        const recorder = new StatusRecorder({ knex, frequency, logger });
        const limits = new CheckLimits(knex);
        const checks = new CheckService({ knex, sealer, registries, checker, recorder, limits });
        const turns = new HostTurns({ knex, checker, recorder, limits, logger });
        const health = new HealthTask({ knex, turns });
        const exports = new PullSecretExports({ knex, sealer, registries, network });
        const selections = new SelectionService({ knex, apps, registries });
        const effective = new EffectiveRegistries({ knex, apps });
        const handlers = {
          ...registryRoutes({ knex, apps, registries, views }),
          ...credentialRoutes({ knex, credentials }),
          ...accessRoutes({ apps, knex, registries, credentials }),
          ...checkRoutes({ knex, checks, registries }),
          ...selectionRoutes({ selections, effective, views }),
          ...usageRoutes({ registries, usages, environments }),
          ...referenceRoutes(),
          ...pullSecretExportRoutes({ exports }),
          ...eventRoutes({ knex }),
        };
        const announcer = new ChangeAnnouncer({ logger, ...deps });
        const router = { auditor, httpAuth, logger, access, announcer, handlers };
        httpRouter.use(createRouter(router));
        const keptMilliseconds = readKeptSelections(config);
        const gone = new GoneApps({ knex, apps, logger, keptMilliseconds });
        const reencryption = new ReencryptionTask({ knex, sealer, logger });
        const tasks = [retention, health.schedule, gone.schedule, reencryption.schedule];
        await oneReplicaAtATime(knex, async () => {
          for (const task of tasks) await scheduler.scheduleTask(task);
        });
      },
    });
  },
});
