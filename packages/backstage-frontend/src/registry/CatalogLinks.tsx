import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import { catalogEntityRouteRef } from '../routes.ts';
import { EntityRouteContext } from './entity-link.ts';

/** Lets what is inside link to the catalog, in the new frontend system. */
export function CatalogLinks({ children }: { readonly children: ReactNode }) {
  const route = useRouteRef(catalogEntityRouteRef);
  return <EntityRouteContext.Provider value={route}>{children}</EntityRouteContext.Provider>;
}
