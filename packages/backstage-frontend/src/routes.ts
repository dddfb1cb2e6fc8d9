import { createRouteRef } from '@backstage/frontend-plugin-api';

export const registriesRouteRef = createRouteRef();

/** An app's tab, on the page of its entity. */
export const appRegistryRouteRef = createRouteRef();
