import { useRouteRef } from '@backstage/core-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { catalogEntityRouteRef } from '../legacy-routes.ts';
import { EntityRouteContext } from '../registry/entity-link.ts';
import { RegistriesPage } from './RegistriesPage.tsx';

/** The new frontend system gives each page its header; the legacy one does not. */
export function LegacyRegistriesPage() {
  const entityRoute = useRouteRef(catalogEntityRouteRef);
  return (
    <EntityRouteContext.Provider value={entityRoute}>
      <PluginHeader title="Registries" />
      <RegistriesPage />
    </EntityRouteContext.Provider>
  );
}
