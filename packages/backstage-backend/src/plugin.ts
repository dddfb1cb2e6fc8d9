import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { berthPermissions } from '@berth/backstage-plugin-berth-common';
import { Access } from './access/access.ts';
import { CheckLimits } from './check/check-limits.ts';
import { CheckService } from './check/check-service.ts';
import { readNetworkPolicy } from './check/network-config.ts';
import { RegistryChecker } from './check/registry-checker.ts';
import { StatusRecorder } from './check/status-recorder.ts';
import { CredentialService } from './credential/credential-service.ts';
import { readHealthFrequency } from './health/health-config.ts';
import { HealthTask } from './health/health-task.ts';
import { RegistryService } from './registry/registry-service.ts';
import { createRouter } from './router.ts';
import { checkRoutes } from './routes/checks.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { referenceRoutes } from './routes/references.ts';
import { registryRoutes } from './routes/registries.ts';
import { readEncryptionKeys } from './sealing/encryption-keys.ts';
import { Sealer } from './sealing/sealer.ts';
import { openDatabase } from './store/database.ts';

/** The backend plugin: everything is put together here, and nowhere else. */
export const berthPlugin = createBackendPlugin({
  pluginId: 'berth',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init({ config, database, httpAuth, httpRouter, logger, permissionsRegistry, ...deps }) {
        const { scheduler } = deps;
        const sealer = new Sealer(readEncryptionKeys(config, logger));
        const knex = await openDatabase(database);
        permissionsRegistry.addPermissions(berthPermissions);
        const access = new Access({ config, ...deps });

        const registries = new RegistryService({ knex, sealer });
        const credentials = new CredentialService({ knex, sealer });
        const checker = new RegistryChecker({ sealer, network: readNetworkPolicy(config) });
        const frequency = readHealthFrequency(config);
        const recorder = new StatusRecorder({ knex, frequency, logger });
        const limits = new CheckLimits(knex);
        const checks = new CheckService({ knex, sealer, registries, checker, recorder, limits });
        const health = new HealthTask({ knex, checker, recorder, logger });
        const handlers = {
          ...registryRoutes({ knex, registries }),
          ...credentialRoutes({ knex, credentials }),
          ...checkRoutes({ checks }),
          ...referenceRoutes(),
        };
        httpRouter.use(createRouter({ httpAuth, logger, access, handlers }));
        await scheduler.scheduleTask({
          id: 'berth-health',
          scope: 'global',
          frequency: { minutes: 1 },
          timeout: { minutes: 15 },
          fn: signal => health.run(signal),
        });
      },
    });
  },
});
