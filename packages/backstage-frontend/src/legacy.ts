// For apps of the legacy frontend system; the components are those of the new one.
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { berthApiRef } from './api/berth-api.ts';
import { BerthClient } from './api/berth-client.ts';

const registriesRouteRef = createRouteRef({ id: 'berth' });

export const berthPlugin = createPlugin({
  id: 'berth',
  apis: [
    createApiFactory({
      api: berthApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new BerthClient({ fetchApi }),
    }),
  ],
  routes: { root: registriesRouteRef },
});

/** The registries, at a route of the app: `<Route path="/registries" element={<RegistriesPage />} />`. */
export const RegistriesPage = berthPlugin.provide(
  createRoutableExtension({
    name: 'RegistriesPage',
    component: async () =>
      (await import('./registries/LegacyRegistriesPage.tsx')).LegacyRegistriesPage,
    mountPoint: registriesRouteRef,
  }),
);

/** An app's registry, on its page. */
export const EntityRegistryCard = berthPlugin.provide(
  createComponentExtension({
    name: 'EntityRegistryCard',
    component: {
      lazy: async () => (await import('./app/AppRegistryCard.tsx')).AppRegistryCard,
    },
  }),
);
