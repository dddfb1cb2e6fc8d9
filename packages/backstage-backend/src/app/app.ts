import { parseEntityRef, stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { RegistryUser } from '@berth/core';

/** A catalog entity that uses registries, and what of the catalog matters for that. */
export interface App {
  /** `component:default/payments`, in lower case as Backstage writes it. */
  readonly ref: string;
  /** The first is the one whose choices it takes over. */
  readonly owners: readonly string[];
  readonly system: string | undefined;
  readonly domain: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The fields of an entity that `appOf` reads. */
export const APP_FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.annotations',
  'spec.owner',
  'relations',
];

/**
 * Reads an entity. A system chooses for its apps, and so is its own system; likewise a domain, and a
 * group or user as an owner. The domain of an app is that of its system, which is not read here.
 */
export function appOf(entity: Entity): App {
  const ref = stringifyEntityRef(entity);
  const kind = entity.kind.toLowerCase();
  const partOf = (wanted: string) => (kind === wanted ? ref : targets(entity, 'partOf', wanted)[0]);
  return {
    ref,
    owners: ownersOf(entity, ref),
    system: partOf('system'),
    domain: partOf('domain'),
    annotations: entity.metadata.annotations ?? {},
  };
}

/** As core asks for it. */
export function registryUserOf({ ref, owners, system, domain }: App): RegistryUser {
  const [owner] = owners;
  return {
    ref,
    ...(system !== undefined && { system }),
    ...(domain !== undefined && { domain }),
    ...(owner !== undefined && { owner }),
  };
}

/** The owner that the entity's file names comes first, where there are several. */
function ownersOf(entity: Entity, ref: string): readonly string[] {
  if (['group', 'user'].includes(entity.kind.toLowerCase())) return [ref];
  const named = specOwner(entity);
  const owners = targets(entity, 'ownedBy');
  return named !== undefined && owners.includes(named)
    ? [named, ...owners.filter(owner => owner !== named)]
    : owners;
}

function specOwner({ spec, metadata }: Entity): string | undefined {
  const owner = spec?.['owner'];
  if (typeof owner !== 'string' || owner === '') return undefined;
  const context = { defaultKind: 'group', defaultNamespace: metadata.namespace ?? 'default' };
  try {
    return stringifyEntityRef(parseEntityRef(owner, context));
  } catch {
    // Entities of other kinds may have whatever they like there.
    return undefined;
  }
}

/** Sorted. The catalog has them in lower case. */
function targets({ relations = [] }: Entity, type: string, kind?: string): readonly string[] {
  return relations
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef)
    .filter(ref => kind === undefined || ref.startsWith(`${kind}:`))
    .sort();
}
