import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, parseEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Usage } from '@berth/backstage-plugin-berth-common';
import { unavailable } from '../app/app-catalog.ts';

/** Names a registry; with an environment behind it, for that one. */
export const ANNOTATION = 'berth.dev/registry';

/** Which annotations are looked for. */
export interface AnnotationSearch {
  readonly registry: string;
  /** The environments that may have an annotation of their own. */
  readonly environments: readonly string[];
  /** Whether annotations for all environments count. */
  readonly forAll: boolean;
  /** Only this entity. */
  readonly app?: string | undefined;
}

export interface AnnotationUsages {
  readonly items: readonly Usage[];
  /** Entities. */
  readonly total: number;
}

/** Entities of the catalog whose annotations name a registry. */
export class AnnotatedApps {
  readonly #catalog: CatalogService;

  constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  /** @throws ServiceUnavailableError where the catalog cannot be asked. */
  async find(
    search: AnnotationSearch,
    page: { readonly offset: number; readonly limit: number },
    credentials: BackstageCredentials,
  ): Promise<AnnotationUsages> {
    const keys = keysOf(search);
    if (keys.length === 0) return { items: [], total: 0 };
    const request = {
      filter: keys.map(({ key }) => ({
        [`metadata.annotations.${key}`]: search.registry,
        ...(search.app !== undefined && entityFilter(search.app)),
      })),
      fields: ['kind', 'metadata.namespace', 'metadata.name', 'metadata.annotations'],
      orderFields: [{ field: 'metadata.name', order: 'asc' as const }],
      ...page,
    };
    const answer = this.#catalog.queryEntities(request, { credentials });
    const { items, totalItems } = await answer.catch(unavailable);
    return {
      items: items.flatMap(entity => usagesOf(entity, keys, search.registry)),
      total: totalItems,
    };
  }
}

interface AnnotationKey {
  readonly key: string;
  readonly environment?: string;
}

function keysOf({ environments, forAll }: AnnotationSearch): readonly AnnotationKey[] {
  const own = environments.map(environment => ({
    key: `${ANNOTATION}.${environment}`,
    environment,
  }));
  return forAll ? [{ key: ANNOTATION }, ...own] : own;
}

function entityFilter(app: string): Record<string, string> {
  const { kind, namespace, name } = parseEntityRef(app);
  return { kind, 'metadata.namespace': namespace, 'metadata.name': name };
}

/** The catalog compares without case. */
function usagesOf(entity: Entity, keys: readonly AnnotationKey[], registry: string): Usage[] {
  const annotations = entity.metadata.annotations ?? {};
  return keys
    .filter(({ key }) => annotations[key] === registry)
    .map(({ environment }) => ({
      app: stringifyEntityRef(entity),
      ...(environment !== undefined && { environment }),
      source: 'annotation',
    }));
}
