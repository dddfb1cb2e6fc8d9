import type { ProviderId } from '@berth/core';
import { createContext, useContext } from 'react';

/** The addresses inside the page; no name of a registry begins with "-". */
export interface PageLinks {
  readonly list: string;
  readonly add: (provider?: ProviderId) => string;
  readonly details: (name: string) => string;
  readonly edit: (name: string) => string;
}

export function pageLinks(base: string): PageLinks {
  return {
    list: base === '' ? '/' : base,
    add: provider => `${base}/-/new${provider === undefined ? '' : `?provider=${provider}`}`,
    details: name => `${base}/${encodeURIComponent(name)}`,
    edit: name => `${base}/${encodeURIComponent(name)}/edit`,
  };
}

export const PageLinksContext = createContext<PageLinks>(pageLinks(''));

export function usePageLinks(): PageLinks {
  return useContext(PageLinksContext);
}
