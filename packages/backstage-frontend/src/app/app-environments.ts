import type { Entity } from '@backstage/catalog-model';
import type { Selection } from '@berth/backstage-plugin-berth-common';

/** What the choice for all environments is called by the contract. */
export const ALL_ENVIRONMENTS = '*';

const ENVIRONMENT = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Those of an app, each once: first what holds for all, then by name. */
export function environmentsOf(sources: {
  /** Every app has them. */
  readonly configured: readonly string[];
  readonly selections: readonly Selection[];
  readonly entity: Entity;
  /** Nothing is chosen for them yet. */
  readonly added: readonly string[];
}): readonly string[] {
  const { configured, selections, entity, added } = sources;
  const chosen = selections.map(({ environment }) => environment);
  const names = new Set([...configured, ...chosen, ...annotatedEnvironments(entity), ...added]);
  names.delete(ALL_ENVIRONMENTS);
  return [ALL_ENVIRONMENTS, ...[...names].sort()];
}

const ANNOTATION = 'berth.dev/registry.';

function annotatedEnvironments({ metadata }: Entity): readonly string[] {
  return Object.keys(metadata.annotations ?? {})
    .filter(key => key.startsWith(ANNOTATION))
    .map(key => key.slice(ANNOTATION.length))
    .filter(name => ENVIRONMENT.test(name));
}

export function environmentTitle(environment: string): string {
  return environment === ALL_ENVIRONMENTS ? 'All environments' : environment;
}

/** As the effective registry is asked for. */
export function askedEnvironment(environment: string): string | undefined {
  return environment === ALL_ENVIRONMENTS ? undefined : environment;
}

/** What is wrong with a new environment's name. */
export function environmentProblem(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return `"${name}" is there already.`;
  if (ENVIRONMENT.test(name)) return undefined;
  return `"${name}" cannot be the name of an environment. Write 1 to 63 letters, digits, ".", "_" and "-", with a letter or digit at both ends.`;
}
