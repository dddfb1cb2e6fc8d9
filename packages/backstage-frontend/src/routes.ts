import { createExternalRouteRef, createRouteRef } from '@backstage/frontend-plugin-api';

export const registriesRouteRef = createRouteRef();

/** An app's tab, on the page of its entity. */
export const appRegistryRouteRef = createRouteRef();

/** The page of an entity; an app without the catalog has none. */
export const catalogEntityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});
