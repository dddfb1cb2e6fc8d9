import type { CredentialKind } from '@berth/core';
import type { CredentialQuery } from '../api/berth-api.ts';
import { knownValues } from '../list/known-values.ts';
import { formatListPart, parseListPart, type ListQuery } from '../list/list-query.ts';
import { kindTitles } from '../registry-form/credential-fields.ts';

/** What of the list is wanted: all of it is in the URL, so that a link shows the same. */
export interface CredentialListQuery extends ListQuery<Sort> {
  readonly kind: readonly CredentialKind[];
}

type Sort = NonNullable<CredentialQuery['sort']>;

export const SORTS: readonly Sort[] = [
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
    ...parseListPart(parameters, SORTS),
    kind: knownValues(
      parameters.getAll('kind'),
      KINDS.map(({ id }) => id),
    ),
  };
}

/** The inverse of `parseListQuery`. */
export function formatListQuery(query: CredentialListQuery): URLSearchParams {
  return formatListPart(query, { kind: query.kind });
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
