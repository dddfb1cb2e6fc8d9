import { Link, Text } from '@backstage/ui';
import { useEntityLink } from './entity-link.ts';

/** An entity by its reference, with a link to its page where there is one. */
export function EntityName({ entityRef }: { readonly entityRef: string }) {
  const href = useEntityLink(entityRef);
  if (href === undefined) return <Text>{entityRef}</Text>;
  return (
    <Link href={href} style={TARGET}>
      {entityRef}
    </Link>
  );
}

/** Large enough to be hit where lines follow each other closely. */
const TARGET = { display: 'inline-block', minHeight: 24 } as const;
