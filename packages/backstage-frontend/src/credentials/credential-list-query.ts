import type { CredentialKind } from '@berth/core';
import type { CredentialQuery } from '../api/berth-api.ts';
import { knownValues } from '../list/known-values.ts';
import { parsePageSize, USUAL_PAGE_SIZE } from '../list/page-size.ts';
import { kindTitles } from '../registry-form/credential-fields.ts';

/** What of the list is wanted: all of it is in the URL, so that a link shows the same. */
export interface CredentialListQuery {
  readonly search: string;
  readonly kind: readonly CredentialKind[];
  readonly sort: Sort;
  /** Rows of a page. */
  readonly limit: number;
}

type Sort = NonNullable<CredentialQuery['sort']>;

const DEFAULT_SORT: Sort = 'name';

const SORTS: readonly Sort[] = [
  ...(['name', '-name', 'kind', '-kind', 'expiresAt', '-expiresAt'] as const),
  ...(['createdAt', '-createdAt', 'updatedAt', '-updatedAt'] as const),
];

/** As a filter offers them. */
export const KINDS = Object.entries(kindTitles).flatMap(([id, [label]]) =>
  isKind(id) ? [{ id, label }] : [],
);

/** Reads it from the URL; what nobody knows is left out, since people edit addresses by hand. */
export function parseListQuery(parameters: URLSearchParams): CredentialListQuery {
  return {
    search: parameters.get('search') ?? '',
    kind: knownValues(
      parameters.getAll('kind'),
      KINDS.map(({ id }) => id),
    ),
    sort: parseSort(parameters.get('sort')),
    limit: parsePageSize(parameters.get('limit')),
  };
}

export function parseSort(text: string | null): Sort {
  return SORTS.find(one => one === text) ?? DEFAULT_SORT;
}

/** The inverse of `parseListQuery`: what is as usual is not in the URL. */
export function formatListQuery(query: CredentialListQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  if (query.search !== '') parameters.set('search', query.search);
  for (const kind of query.kind) parameters.append('kind', kind);
  if (query.sort !== DEFAULT_SORT) parameters.set('sort', query.sort);
  if (query.limit !== USUAL_PAGE_SIZE) parameters.set('limit', String(query.limit));
  return parameters;
}

export function isFiltered({ search, kind }: CredentialListQuery): boolean {
  return search !== '' || kind.length > 0;
}

/** As the backend is asked; an empty list would be a filter that finds nothing. */
export function credentialQuery(query: CredentialListQuery): CredentialQuery {
  const { search, kind, sort, limit } = query;
  return {
    ...(search.trim() !== '' && { search: search.trim() }),
    ...(kind.length > 0 && { kind: [...kind] }),
    sort,
    limit,
  };
}

function isKind(id: string): id is CredentialKind {
  return id !== 'none';
}
