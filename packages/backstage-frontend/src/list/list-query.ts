import { parsePageSize, USUAL_PAGE_SIZE } from './page-size.ts';

/** What of a list is wanted beside its filters; all of it is in the URL. */
export interface ListQuery<Sort extends string = string> {
  readonly search: string;
  readonly sort: Sort;
  /** Rows of a page. */
  readonly limit: number;
}

/** Every list has it. */
const USUAL_SORT = 'name';

/** Reads it from the URL; what nobody knows is left out, since people edit addresses by hand. */
export function parseListPart<Sort extends string>(
  parameters: URLSearchParams,
  sorts: readonly Sort[],
): ListQuery<Sort | typeof USUAL_SORT> {
  return {
    search: parameters.get('search') ?? '',
    sort: parseSort(parameters.get('sort'), sorts),
    limit: parsePageSize(parameters.get('limit')),
  };
}

export function parseSort<Sort extends string>(
  text: string | null,
  sorts: readonly Sort[],
): Sort | typeof USUAL_SORT {
  return sorts.find(one => one === text) ?? USUAL_SORT;
}

/** The inverse of `parseListPart`, with filters: what is as usual is not in the URL. */
export function formatListPart(
  { search, sort, limit }: ListQuery,
  filters: Readonly<Record<string, readonly string[]>>,
): URLSearchParams {
  const parameters = new URLSearchParams();
  if (search !== '') parameters.set('search', search);
  for (const [name, values] of Object.entries(filters)) {
    for (const value of values) parameters.append(name, value);
  }
  if (sort !== USUAL_SORT) parameters.set('sort', sort);
  if (limit !== USUAL_PAGE_SIZE) parameters.set('limit', String(limit));
  return parameters;
}
