import { parseEntityRef, type Entity } from '@backstage/catalog-model';

interface Place {
  readonly owner?: string;
  readonly system?: string;
  readonly domain?: string;
  /** Of `berth.dev/registry`, by environment, or `*`. */
  readonly registry?: Readonly<Record<string, string>>;
}

/** An entity as the catalog answers with it. */
export function entity(ref: string, place: Place = {}): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  const { owner, system, domain, registry = {} } = place;
  const relation = (type: string, targetRef: string | undefined) =>
    targetRef === undefined ? [] : [{ type, targetRef }];
  const annotations = Object.fromEntries(
    Object.entries(registry).map(([environment, chosen]) => [
      environment === '*' ? 'berth.dev/registry' : `berth.dev/registry.${environment}`,
      chosen,
    ]),
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind.charAt(0).toUpperCase() + kind.slice(1),
    metadata: { namespace, name, annotations },
    spec: { ...(owner !== undefined && { owner }) },
    relations: [
      ...relation('ownedBy', owner),
      ...relation('partOf', system),
      ...relation('partOf', domain),
    ],
  };
}

const shop = { owner: 'group:default/payments', system: 'system:default/checkout' };

/** A shop: jane owns `api`, `web` and the system, john owns `search`. */
export const SHOP: readonly Entity[] = [
  entity('component:default/api', shop),
  entity('component:default/web', shop),
  entity('component:default/search', { owner: 'group:default/search' }),
  entity('component:default/orphan'),
  entity('system:default/checkout', {
    owner: 'group:default/payments',
    domain: 'domain:default/commerce',
  }),
  entity('domain:default/commerce', { owner: 'group:default/platform' }),
  entity('group:default/payments'),
  entity('group:default/search'),
];
