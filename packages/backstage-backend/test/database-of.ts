import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** The plugin's own database, seen by a module of it: for what cannot be done over HTTP. */
export function databaseOf() {
  let opened: Knex | undefined;
  const feature = createBackendModule({
    pluginId: 'berth',
    moduleId: 'test-database',
    register(env) {
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          opened = await database.getClient();
        },
      });
    },
  });
  const knex = (): Knex => {
    if (opened === undefined) throw new Error('The backend has not started.');
    return opened;
  };
  return { feature, knex };
}
