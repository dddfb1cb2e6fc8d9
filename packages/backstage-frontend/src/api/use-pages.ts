import { useCallback, useEffect, useRef, useState, type DependencyList } from 'react';
import type { PageQuery } from './berth-api.ts';
import { asError } from './use-kept-request.ts';

/** A page of any list, as the contract has it. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly totalItems: number;
  readonly pageInfo: { readonly nextCursor?: string };
}

export interface Pages<Item, Page> {
  readonly items: readonly Item[];
  readonly pages: readonly Page[];
  /** The latest page; absent until the first is there. */
  readonly last: Page | undefined;
  readonly error: Error | undefined;
  readonly isPending: boolean;
  /** Absent where there is no more. */
  readonly loadMore: (() => void) | undefined;
  /** From the first page on. */
  readonly reload: () => void;
}

/** A list that grows by a page at a time; what it depends on begins it anew. */
export function usePages<Item, Page extends ListPage<Item>>(
  ask: (page: PageQuery) => Promise<Page>,
  subject: DependencyList,
): Pages<Item, Page> {
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [error, setError] = useState<Error>();
  const [isPending, setPending] = useState(true);
  const run = useRef(0);
  const asking = useRef(ask);
  asking.current = ask;

  const load = useCallback((before: readonly Page[], cursor?: string) => {
    const own = ++run.current;
    const settle = (set: () => void) => {
      if (own !== run.current) return;
      set();
      setPending(false);
    };
    setPending(true);
    setError(undefined);
    asking.current(cursor === undefined ? {} : { cursor }).then(
      page => settle(() => setPages([...before, page])),
      (thrown: unknown) => settle(() => setError(asError(thrown))),
    );
  }, []);
  useEffect(() => {
    setPages([]);
    load([]);
    return () => void ++run.current;
  }, [...subject, load]);

  const last = pages.at(-1);
  const cursor = last?.pageInfo.nextCursor;
  return {
    pages,
    items: pages.flatMap(({ items }) => items),
    last,
    error,
    isPending,
    loadMore: cursor === undefined ? undefined : () => load(pages, cursor),
    reload: () => load([]),
  };
}
