import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo, type ReactNode } from 'react';
import { pageLinks } from '../registries/page-links.ts';
import { appRegistryRouteRef, registriesRouteRef } from '../routes.ts';
import { Legible } from '../surface/Legible.tsx';
import { AppLinksContext } from './app-links.ts';

/** Knows where an app of the new frontend system shows the pages of Berth. */
export function MountedApp({ children }: { readonly children: ReactNode }) {
  const page = useRouteRef(registriesRouteRef)?.();
  const tab = useRouteRef(appRegistryRouteRef)?.();
  const links = useMemo(
    () => ({ registries: page === undefined ? undefined : pageLinks(page), tab }),
    [page, tab],
  );
  return (
    <AppLinksContext.Provider value={links}>
      <Legible>{children}</Legible>
    </AppLinksContext.Provider>
  );
}
