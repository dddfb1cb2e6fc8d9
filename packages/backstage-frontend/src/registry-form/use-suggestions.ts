import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { findSuggestions, isLike, type Suggestion } from './catalog-suggestions.ts';

const PAUSE_MS = 200;

/**
 * What the catalog has for a text, once somebody came to the field. A catalog that does not answer
 * offers nothing: what is typed counts all the same.
 */
export function useSuggestions(
  catalog: CatalogApi,
  kinds: readonly string[],
  text: string | undefined,
): { readonly suggestions: readonly Suggestion[]; readonly isPending: boolean } {
  const [state, setState] = useState({ ...NOTHING, isPending: true });
  useEffect(() => {
    if (text === undefined) return;
    let isCurrent = true;
    const settle = (suggestions: readonly Suggestion[]) => {
      if (isCurrent) setState({ suggestions, isPending: false });
    };
    // Nobody who types on is to choose what does not fit any more.
    setState(({ suggestions }) => {
      return { suggestions: suggestions.filter(one => isLike(one, text)), isPending: true };
    });
    const ask = () => {
      findSuggestions(catalog, kinds, text).then(settle, () => settle([]));
    };
    const timer = setTimeout(ask, text === '' ? 0 : PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [catalog, kinds, text]);
  return state;
}

const NOTHING: { readonly suggestions: readonly Suggestion[]; readonly isPending: boolean } = {
  suggestions: [],
  isPending: false,
};
