import type { RegistryQuery } from '../api/berth-api.ts';
import { providers } from '@berth/core';
import { statusMeanings } from './status-meaning.ts';

/** What of the list is wanted: all of it is in the URL, so that a link shows the same. */
export interface RegistryListQuery {
  readonly search: string;
  readonly provider: readonly Provider[];
  readonly status: readonly Status[];
  readonly sort: Sort;
  /** Rows of a page. */
  readonly limit: number;
}

type Provider = NonNullable<RegistryQuery['provider']>[number];
type Status = NonNullable<RegistryQuery['status']>[number];
export type Sort = NonNullable<RegistryQuery['sort']>;

export const DEFAULT_SORT: Sort = 'name';

export const PAGE_SIZES = [20, 50, 100, 200] as const;
const USUAL_PAGE_SIZE = 50;

const SORTS: readonly Sort[] = [
  ...(['name', '-name', 'provider', '-provider', 'server', '-server'] as const),
  ...(['createdAt', '-createdAt', 'updatedAt', '-updatedAt'] as const),
];

/** Reads it from the URL; what nobody knows is left out, since people edit addresses by hand. */
export function parseListQuery(parameters: URLSearchParams): RegistryListQuery {
  const sort = parameters.get('sort');
  return {
    search: parameters.get('search') ?? '',
    provider: known(parameters.getAll('provider'), PROVIDERS),
    status: known(parameters.getAll('status'), STATUSES),
    sort: SORTS.find(one => one === sort) ?? DEFAULT_SORT,
    limit: PAGE_SIZES.find(size => String(size) === parameters.get('limit')) ?? USUAL_PAGE_SIZE,
  };
}

/** The inverse of `parseListQuery`: what is as usual is not in the URL. */
export function formatListQuery(query: RegistryListQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  if (query.search !== '') parameters.set('search', query.search);
  for (const provider of query.provider) parameters.append('provider', provider);
  for (const status of query.status) parameters.append('status', status);
  if (query.sort !== DEFAULT_SORT) parameters.set('sort', query.sort);
  if (query.limit !== USUAL_PAGE_SIZE) parameters.set('limit', String(query.limit));
  return parameters;
}

export function isFiltered({ search, provider, status }: RegistryListQuery): boolean {
  return search !== '' || provider.length > 0 || status.length > 0;
}

/** As the backend is asked; an empty list would be a filter that finds nothing. */
export function registryQuery({
  search,
  provider,
  status,
  sort,
  limit,
}: RegistryListQuery): RegistryQuery {
  return {
    ...(search.trim() !== '' && { search: search.trim() }),
    ...(provider.length > 0 && { provider: [...provider] }),
    ...(status.length > 0 && { status: [...status] }),
    sort,
    limit,
  };
}

const PROVIDERS = providers.map(({ id }) => id);
const STATUSES = statusMeanings.map(({ code }) => code);

function known<Value extends string>(given: readonly string[], all: readonly Value[]): Value[] {
  return all.filter(value => given.includes(value));
}
