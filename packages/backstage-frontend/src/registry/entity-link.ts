import { parseEntityRef } from '@backstage/catalog-model';
import { createContext, useContext } from 'react';

/** The address of an entity's page; absent where the app has no such pages. */
type EntityRoute = (parameters: {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}) => string;

/** Each frontend system has its own way to them. */
export const EntityRouteContext = createContext<EntityRoute | undefined>(undefined);

export function useEntityLink(ref: string): string | undefined {
  const route = useContext(EntityRouteContext);
  if (route === undefined) return undefined;
  const { kind, namespace, name } = parseEntityRef(ref);
  return route({ kind: kind.toLowerCase(), namespace: namespace.toLowerCase(), name });
}
