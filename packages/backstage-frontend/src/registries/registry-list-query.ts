import { providers } from '@berth/core';
import type { RegistryQuery } from '../api/berth-api.ts';
import { knownValues } from '../list/known-values.ts';
import { formatListPart, parseListPart, type ListQuery } from '../list/list-query.ts';
import { statusMeanings } from './status-meaning.ts';

/** What of the list is wanted: all of it is in the URL, so that a link shows the same. */
export interface RegistryListQuery extends ListQuery<Sort> {
  readonly provider: readonly Provider[];
  readonly status: readonly Status[];
  readonly purpose: readonly Purpose[];
  /** Entity references. */
  readonly owner: readonly string[];
  readonly show: Show | undefined;
}

type Provider = NonNullable<RegistryQuery['provider']>[number];
type Status = NonNullable<RegistryQuery['status']>[number];
export type Purpose = NonNullable<RegistryQuery['purpose']>[number];
export type Show = 'default' | 'enabled' | 'disabled';
type Sort = NonNullable<RegistryQuery['sort']>;

export const SORTS: readonly Sort[] = [
  ...(['name', '-name', 'status', '-status', 'expiresAt', '-expiresAt'] as const),
  ...(['provider', '-provider', 'server', '-server'] as const),
  ...(['createdAt', '-createdAt', 'updatedAt', '-updatedAt'] as const),
];

/** Reads it from the URL; what nobody knows is left out, since people edit addresses by hand. */
export function parseListQuery(parameters: URLSearchParams): RegistryListQuery {
  return {
    ...parseListPart(parameters, SORTS),
    provider: knownValues(parameters.getAll('provider'), PROVIDERS),
    status: knownValues(parameters.getAll('status'), STATUSES),
    purpose: knownValues(parameters.getAll('purpose'), PURPOSES),
    owner: [...new Set(parameters.getAll('owner').filter(isOwner))],
    show: SHOWS.find(one => one === parameters.get('show')),
  };
}

/** The inverse of `parseListQuery`. */
export function formatListQuery(query: RegistryListQuery): URLSearchParams {
  const { provider, status, purpose, owner, show } = query;
  const shown = show === undefined ? [] : [show];
  return formatListPart(query, { provider, status, purpose, owner, show: shown });
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
