import type { ProviderId } from '@berth/core';
import { createContext, useContext } from 'react';

/** The addresses inside the page; no name of a registry begins with "-". */
export interface PageLinks {
  readonly list: string;
  /** With the path of the page to lead back to, if that is not the list. */
  readonly add: (provider?: ProviderId, returnTo?: string) => string;
  readonly details: (name: string) => string;
  readonly edit: (name: string) => string;
  readonly credentials: string;
  readonly credential: (name: string) => string;
}

export function pageLinks(base: string): PageLinks {
  return {
    list: base === '' ? '/' : base,
    add: (provider, returnTo) => `${base}/-/new${queryOf({ provider, returnTo })}`,
    details: name => `${base}/${encodeURIComponent(name)}`,
    edit: name => `${base}/${encodeURIComponent(name)}/edit`,
    credentials: `${base}/-/credentials`,
    credential: name => `${base}/-/credentials/${encodeURIComponent(name)}`,
  };
}

function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

export const PageLinksContext = createContext<PageLinks>(pageLinks(''));

export function usePageLinks(): PageLinks {
  return useContext(PageLinksContext);
}
