import { ANNOTATION_EDIT_URL, stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { Alert, Flex, Link } from '@backstage/ui';

/** Where an annotation decides: what it is called, and where it is changed. */
export function AnnotationNotice(props: {
  readonly entity: Entity;
  readonly effective: EffectiveRegistry;
}) {
  const { entity, effective } = props;
  const { source, entityRef, environment } = effective.reason;
  if (source !== 'annotation') return null;
  const name = `berth.dev/registry${environment === undefined ? '' : `.${environment}`}`;
  const isOwn = entityRef === undefined || entityRef === stringifyEntityRef(entity);
  const file = isOwn ? entity.metadata.annotations?.[ANNOTATION_EDIT_URL] : undefined;
  return (
    <Alert
      status="info"
      icon
      title="An annotation decides"
      description={
        <Flex direction="column" gap="2" align="start">
          <span>{`${name} is in the catalog file of ${isOwn ? 'this entity' : entityRef}. Change it there; a choice for this environment that is made here comes before it.`}</span>
          {file !== undefined && (
            <Link href={file} target="_blank" rel="noopener">
              Open the catalog file
            </Link>
          )}
        </Flex>
      }
    />
  );
}
