// For apps of the legacy frontend system.
import { createExternalRouteRef, createRouteRef } from '@backstage/core-plugin-api';

export const registriesRouteRef = createRouteRef({ id: 'berth' });

/** An app's tab, on the page of its entity. */
export const appRegistryRouteRef = createRouteRef({ id: 'berth-app' });

/** The page of an entity; an app without the catalog has none. */
export const catalogEntityRouteRef = createExternalRouteRef({
  id: 'berth-catalog-entity',
  params: ['namespace', 'kind', 'name'],
  optional: true,
  defaultTarget: 'catalog.catalogEntity',
});
