import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';

/** An entity as a field offers it. */
export interface Suggestion {
  /** Its reference, `group:default/payments`. */
  readonly id: string;
  readonly label: string;
  /** What people call it, where that is another name. */
  readonly description?: string;
}

const SHOWN = 20;

/** Keys of the catalog's search, which has them in lower case. */
const SEARCHED = ['kind', 'metadata.name', 'metadata.title', 'spec.profile.displayname'];

/** Entities of these kinds whose name or title has what was typed, be it a part of a reference. */
export async function findSuggestions(
  catalog: CatalogApi,
  kinds: readonly string[],
  typed: string,
): Promise<readonly Suggestion[]> {
  const { prefix, term } = partsOf(typed);
  // The catalog's client leaves out a filter that lists nothing, and all kinds would be found.
  if (prefix !== undefined && !kinds.includes(prefix)) return [];
  const { items } = await catalog.queryEntities({
    filter: { kind: prefix === undefined ? [...kinds] : [prefix] },
    fields: ['kind', 'metadata', 'spec.profile'],
    orderFields: { field: 'metadata.name', order: 'asc' },
    limit: SHOWN,
    ...(term !== '' && { fullTextFilter: { term, fields: SEARCHED } }),
  });
  return items.map(entity => {
    const ref = stringifyEntityRef(entity);
    const { name, title = displayName(entity.spec?.['profile']) } = entity.metadata;
    const isNamed = title !== undefined && title !== name;
    return { id: ref, label: ref, ...(isNamed && { description: title }) };
  });
}

/** Whether what was found for another text may be found for this one. */
export function isLike({ id, description = '' }: Suggestion, typed: string): boolean {
  const { prefix, term } = partsOf(typed);
  const isOfKind = prefix === undefined || id.startsWith(`${prefix}:`);
  return isOfKind && `${id} ${description}`.toLowerCase().includes(term);
}

/** `group:default/pay` is a kind and a part of a name. */
function partsOf(typed: string): { readonly prefix: string | undefined; readonly term: string } {
  const [, prefix, term = ''] = /^(?:(.*?):)?(?:.*\/)?(.*)$/.exec(typed.trim().toLowerCase()) ?? [];
  return { prefix, term };
}

function displayName(profile: unknown): string | undefined {
  if (typeof profile !== 'object' || profile === null || !('displayName' in profile))
    return undefined;
  return typeof profile.displayName === 'string' ? profile.displayName : undefined;
}
