import { useRouteRef, type RouteRef } from '@backstage/core-plugin-api';
import { useMemo, type ReactNode } from 'react';
import { pageLinks } from '../registries/page-links.ts';
import { Legible } from '../surface/Legible.tsx';
import { AppLinksContext } from './app-links.ts';

/** Knows where an app of the legacy frontend system shows the pages of Berth. */
export function LegacyApp(props: {
  readonly page: RouteRef;
  readonly tab: RouteRef;
  readonly children: ReactNode;
}) {
  const page = useAddress(props.page);
  const tab = useAddress(props.tab);
  const links = useMemo(
    () => ({ registries: page === undefined ? undefined : pageLinks(page), tab }),
    [page, tab],
  );
  return (
    <AppLinksContext.Provider value={links}>
      <Legible>{props.children}</Legible>
    </AppLinksContext.Provider>
  );
}

/** Backstage throws for what the app has not mounted, always at the same place. */
function useAddress(routeRef: RouteRef): string | undefined {
  try {
    return useRouteRef(routeRef)();
  } catch {
    return undefined;
  }
}
