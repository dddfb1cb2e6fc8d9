import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiInstanceLine } from '@remixicon/react';
import { BerthClient } from './api/berth-client.ts';
import { berthApiRef } from './api/berth-api.ts';
import { appRegistryRouteRef, catalogEntityRouteRef, registriesRouteRef } from './routes.ts';

const api = ApiBlueprint.make({
  params: define =>
    define({
      api: berthApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new BerthClient({ fetchApi }),
    }),
});

// The title and the icon are those of the item in the sidebar, too.
const page = PageBlueprint.make({
  params: {
    path: '/registries',
    title: 'Registries',
    icon: <RiInstanceLine />,
    routeRef: registriesRouteRef,
    loader: async () => {
      const { CatalogLinks } = await import('./registry/CatalogLinks.tsx');
      const { RegistriesPage } = await import('./registries/RegistriesPage.tsx');
      return (
        <CatalogLinks>
          <RegistriesPage />
        </CatalogLinks>
      );
    },
  },
});

// Whoever can choose a registry, for itself or for what belongs to it.
const CHOOSERS = { kind: { $in: ['component', 'system', 'domain', 'group'] } };

const card = EntityCardBlueprint.make({
  name: 'registry',
  params: {
    type: 'info',
    filter: CHOOSERS,
    loader: async () => {
      const [{ MountedApp }, { AppRegistryCard }] = await Promise.all([
        import('./app/MountedApp.tsx'),
        import('./app/AppRegistryCard.tsx'),
      ]);
      return (
        <MountedApp>
          <AppRegistryCard />
        </MountedApp>
      );
    },
  },
});

const tab = EntityContentBlueprint.make({
  name: 'registry',
  params: {
    path: '/registry',
    title: 'Registry',
    group: 'deployment',
    routeRef: appRegistryRouteRef,
    filter: CHOOSERS,
    loader: async () => {
      const [{ MountedApp }, { AppRegistryTab }] = await Promise.all([
        import('./app/MountedApp.tsx'),
        import('./app/AppRegistryTab.tsx'),
      ]);
      return (
        <MountedApp>
          <AppRegistryTab />
        </MountedApp>
      );
    },
  },
});

/** The pages of Berth, for the new frontend system. */
export const berthPlugin = createFrontendPlugin({
  pluginId: 'berth',
  title: 'Berth',
  icon: <RiInstanceLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: registriesRouteRef, appRegistry: appRegistryRouteRef },
  externalRoutes: { catalogEntity: catalogEntityRouteRef },
  extensions: [api, page, card, tab],
});
