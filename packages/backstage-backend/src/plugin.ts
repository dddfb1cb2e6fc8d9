import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { berthPermissions } from '@berth/backstage-plugin-berth-common';
import { Access } from './access/access.ts';
import { CredentialService } from './credential/credential-service.ts';
import { RegistryService } from './registry/registry-service.ts';
import { createRouter } from './router.ts';
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
        userInfo: coreServices.userInfo,
      },
      async init({ config, database, httpAuth, httpRouter, logger, permissionsRegistry, ...deps }) {
        const sealer = new Sealer(readEncryptionKeys(config, logger));
        const knex = await openDatabase(database);
        permissionsRegistry.addPermissions(berthPermissions);
        const access = new Access({ config, ...deps });

        const registries = new RegistryService({ knex, sealer });
        const credentials = new CredentialService({ knex, sealer });
        const handlers = {
          ...registryRoutes({ knex, registries }),
          ...credentialRoutes({ knex, credentials }),
          ...referenceRoutes(),
        };
        httpRouter.use(createRouter({ httpAuth, logger, access, handlers }));
      },
    });
  },
});
