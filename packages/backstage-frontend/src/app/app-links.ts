import { createContext, useContext } from 'react';
import type { PageLinks } from '../registries/page-links.ts';

/** Where else an app's card and tab lead; absent where the portal does not show that. */
export interface AppLinks {
  readonly registries?: PageLinks | undefined;
  /** The address of the app's own tab. */
  readonly tab?: string | undefined;
}

export const AppLinksContext = createContext<AppLinks>({});

export function useAppLinks(): AppLinks {
  return useContext(AppLinksContext);
}
