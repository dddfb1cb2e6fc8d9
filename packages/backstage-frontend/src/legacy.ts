// For apps of the legacy frontend system; the components are those of the new one.
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createElement, type ComponentType } from 'react';
import { berthApiRef } from './api/berth-api.ts';
import { BerthClient } from './api/berth-client.ts';
import { appRegistryRouteRef, catalogEntityRouteRef, registriesRouteRef } from './legacy-routes.ts';

export const berthPlugin = createPlugin({
  id: 'berth',
  apis: [
    createApiFactory({
      api: berthApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new BerthClient({ fetchApi }),
    }),
  ],
  routes: { root: registriesRouteRef, appRegistry: appRegistryRouteRef },
  externalRoutes: { catalogEntity: catalogEntityRouteRef },
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
      lazy: async () => mounted((await import('./app/AppRegistryCard.tsx')).AppRegistryCard),
    },
  }),
);

/**
 * Where an app's registry is chosen, as a tab of its page:
 * `<EntityLayout.Route path="/registry" title="Registry"><EntityRegistryContent /></EntityLayout.Route>`.
 */
export const EntityRegistryContent = berthPlugin.provide(
  createRoutableExtension({
    name: 'EntityRegistryContent',
    component: async () => mounted((await import('./app/AppRegistryTab.tsx')).AppRegistryTab),
    mountPoint: appRegistryRouteRef,
  }),
);

/** A component that knows where the app shows the pages of Berth. */
async function mounted(Component: ComponentType): Promise<() => JSX.Element> {
  const { LegacyApp } = await import('./app/LegacyApp.tsx');
  const refs = { page: registriesRouteRef, tab: appRegistryRouteRef };
  return () => createElement(LegacyApp, { ...refs, children: createElement(Component) });
}
