import {
  DEFAULT_NAMESPACE,
  getCompoundEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  type Entity,
} from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
  type LocationSpec,
} from '@backstage/plugin-catalog-node';
import { isEntryName } from '../registry/entry-name.ts';

const ANNOTATION = /^berth\.dev\/registry(?:\..+)?$/;

/** Has entities depend on the registries that their annotations name; it asks nobody. */
export class RegistryAnnotationProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'BerthRegistryAnnotationProcessor';
  }

  postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const app = getCompoundEntityRef(entity);
    for (const name of namesIn(entity.metadata.annotations ?? {})) {
      const registry = { kind: 'Resource', namespace: DEFAULT_NAMESPACE, name };
      emit(processingResult.relation({ source: app, type: RELATION_DEPENDS_ON, target: registry }));
      emit(
        processingResult.relation({ source: registry, type: RELATION_DEPENDENCY_OF, target: app }),
      );
    }
    return Promise.resolve(entity);
  }
}

/** `none` is no registry's name. */
function namesIn(annotations: Readonly<Record<string, string>>): ReadonlySet<string> {
  const names = Object.entries(annotations)
    .filter(([key]) => ANNOTATION.test(key))
    .map(([, name]) => name);
  return new Set(names.filter(isEntryName));
}
