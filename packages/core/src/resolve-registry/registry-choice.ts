import type { RegistrySelection, RegistryUser } from './effective-registry.ts';

/** What somebody chose for an app, before it is known whether it can be used. */
export interface RegistryChoice {
  readonly source: 'selection' | 'annotation';
  readonly entityRef: string;
  readonly environment?: string;
  /** A registry's name, or `none`. */
  readonly registry: string;
  readonly registryId?: string;
  readonly repository?: string;
  readonly pullSecretName?: string;
}

export interface RegistryChoices {
  readonly selections: readonly RegistrySelection[];
  /** The annotations of entities, by full entity reference. */
  readonly annotations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const ANNOTATION = 'berth.dev/registry';
const ALL_ENVIRONMENTS = '*';

/**
 * Finds the first choice that holds for an app: its own, then those of its system, its domain and
 * its owner; of each the selection for the environment, the annotation for it, the selection for
 * all environments, the annotation for all.
 */
export function findRegistryChoice(
  app: RegistryUser,
  environment: string | undefined,
  choices: RegistryChoices,
): RegistryChoice | undefined {
  const selections = bySelector(choices.selections);
  const annotations = byReference(choices.annotations);
  const one = environment !== undefined && environment !== ALL_ENVIRONMENTS;
  for (const entityRef of [app.ref, app.system, app.domain, app.owner]) {
    if (entityRef === undefined) continue;
    const own = annotations.get(normalized(entityRef)) ?? {};
    for (const scope of one ? [environment, undefined] : [undefined]) {
      const selection = selections.get(selector(entityRef, scope ?? ALL_ENVIRONMENTS));
      const where = { entityRef, ...(scope !== undefined && { environment: scope }) };
      if (selection !== undefined) return { source: 'selection', ...where, ...chosen(selection) };
      const key = scope === undefined ? ANNOTATION : `${ANNOTATION}.${scope}`;
      const registry = Object.hasOwn(own, key) ? own[key] : undefined;
      if (registry !== undefined) return { source: 'annotation', ...where, registry };
    }
  }
  return undefined;
}

/** Entity references are compared without case, as Backstage does. */
export function isSameEntity(a: string, b: string): boolean {
  return normalized(a) === normalized(b);
}

function chosen({ registry, registryId, repository, pullSecretName }: RegistrySelection) {
  return {
    registry,
    ...(registryId !== undefined && { registryId }),
    ...(repository !== undefined && { repository }),
    ...(pullSecretName !== undefined && { pullSecretName }),
  };
}

function bySelector(selections: readonly RegistrySelection[]): Map<string, RegistrySelection> {
  return new Map(
    selections.map(selection => [selector(selection.entityRef, selection.environment), selection]),
  );
}

function byReference<T>(values: Readonly<Record<string, T>>): Map<string, T> {
  return new Map(Object.entries(values).map(([ref, value]) => [normalized(ref), value]));
}

// Neither a reference nor an environment has a line break.
function selector(entityRef: string, environment: string): string {
  return `${normalized(entityRef)}\n${environment}`;
}

function normalized(entityRef: string): string {
  return entityRef.toLowerCase();
}
