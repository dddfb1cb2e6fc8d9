import { providers } from '@berth/core';
import type { RegistryQuery } from '../api/berth-api.ts';
import { knownValues } from '../list/known-values.ts';
import { parsePageSize, USUAL_PAGE_SIZE } from '../list/page-size.ts';
import { statusMeanings } from './status-meaning.ts';

/** What of the list is wanted: all of it is in the URL, so that a link shows the same. */
export interface RegistryListQuery {
  readonly search: string;
  readonly provider: readonly Provider[];
  readonly status: readonly Status[];
  readonly purpose: readonly Purpose[];
  /** Entity references. */
  readonly owner: readonly string[];
  readonly show: Show | undefined;
  readonly sort: Sort;
  /** Rows of a page. */
  readonly limit: number;
}

type Provider = NonNullable<RegistryQuery['provider']>[number];
type Status = NonNullable<RegistryQuery['status']>[number];
export type Purpose = NonNullable<RegistryQuery['purpose']>[number];
export type Show = 'default' | 'enabled' | 'disabled';
type Sort = NonNullable<RegistryQuery['sort']>;

const DEFAULT_SORT: Sort = 'name';

const SORTS: readonly Sort[] = [
  ...(['name', '-name', 'status', '-status', 'expiresAt', '-expiresAt'] as const),
  ...(['provider', '-provider', 'server', '-server'] as const),
  ...(['createdAt', '-createdAt', 'updatedAt', '-updatedAt'] as const),
];

/** Reads it from the URL; what nobody knows is left out, since people edit addresses by hand. */
export function parseListQuery(parameters: URLSearchParams): RegistryListQuery {
  return {
    search: parameters.get('search') ?? '',
    provider: knownValues(parameters.getAll('provider'), PROVIDERS),
    status: knownValues(parameters.getAll('status'), STATUSES),
    purpose: knownValues(parameters.getAll('purpose'), PURPOSES),
    owner: [...new Set(parameters.getAll('owner').filter(isOwner))],
    show: SHOWS.find(one => one === parameters.get('show')),
    sort: parseSort(parameters.get('sort')),
    limit: parsePageSize(parameters.get('limit')),
  };
}

export function parseSort(text: string | null): Sort {
  return SORTS.find(one => one === text) ?? DEFAULT_SORT;
}

/** The inverse of `parseListQuery`: what is as usual is not in the URL. */
export function formatListQuery(query: RegistryListQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  if (query.search !== '') parameters.set('search', query.search);
  for (const name of ['provider', 'status', 'purpose', 'owner'] as const) {
    for (const value of query[name]) parameters.append(name, value);
  }
  if (query.show !== undefined) parameters.set('show', query.show);
  if (query.sort !== DEFAULT_SORT) parameters.set('sort', query.sort);
  if (query.limit !== USUAL_PAGE_SIZE) parameters.set('limit', String(query.limit));
  return parameters;
}

/** Every registry, in whatever order. */
export const NO_FILTER = {
  ...{ search: '', provider: [], status: [], purpose: [], owner: [] },
  show: undefined,
} as const satisfies Partial<RegistryListQuery>;

export function isFiltered(query: RegistryListQuery): boolean {
  const { search, provider, status } = query;
  return search !== '' || provider.length > 0 || status.length > 0 || isFilteredByMore(query);
}

/** By what few look for. */
export function isFilteredByMore({ purpose, owner, show }: RegistryListQuery): boolean {
  return purpose.length > 0 || owner.length > 0 || show !== undefined;
}

/** As the backend is asked; an empty list would be a filter that finds nothing. */
export function registryQuery(query: RegistryListQuery): RegistryQuery {
  const { search, provider, status, purpose, owner, show, sort, limit } = query;
  return {
    ...(search.trim() !== '' && { search: search.trim() }),
    ...(provider.length > 0 && { provider: [...provider] }),
    ...(status.length > 0 && { status: [...status] }),
    ...(purpose.length > 0 && { purpose: [...purpose] }),
    ...(owner.length > 0 && { owner: [...owner] }),
    ...(show === 'default' && { default: true }),
    ...((show === 'enabled' || show === 'disabled') && { disabled: show === 'disabled' }),
    sort,
    limit,
  };
}

const PROVIDERS = providers.map(({ id }) => id);
const STATUSES = statusMeanings.map(({ code }) => code);
const PURPOSES = ['pull', 'push', 'source'] as const;
const SHOWS = ['default', 'enabled', 'disabled'] as const;

/** The backend refuses what is no reference to an owner. */
function isOwner(text: string): boolean {
  return /^(?:group|user):[a-z0-9._-]+\/[a-z0-9._-]+$/.test(text);
}
