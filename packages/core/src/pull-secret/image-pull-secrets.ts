import { InvalidInputError } from '../invalid-input-error.ts';
import { checkNamespace, checkObjectName } from './kubernetes-name.ts';
import { formatYaml } from './yaml.ts';

/** The lines for a pod template, or for Devtron's deployment template, that name pull secrets. */
export function imagePullSecretsSnippet(names: readonly string[]): string {
  return formatYaml({ imagePullSecrets: references(names) }, 'given');
}

/**
 * A ServiceAccount whose pods pull with these secrets, as a manifest.
 *
 * Applying it replaces the account's whole list, and pods that exist already keep theirs: the list
 * is copied when a pod is made. The secrets must be in the same namespace.
 */
export function serviceAccountSnippet(options: {
  /** `default` unless given: the account of pods that name none. */
  readonly name?: string;
  readonly namespace?: string;
  readonly pullSecrets: readonly string[];
}): string {
  const { name = 'default', namespace, pullSecrets } = options;
  checkObjectName(name, 'name of a ServiceAccount', 'name');
  if (namespace !== undefined) checkNamespace(namespace);
  const head = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } };
  return formatYaml({ ...head, imagePullSecrets: references(pullSecrets) }, 'given');
}

function references(names: readonly string[]): { readonly name: string }[] {
  if (names.length === 0) {
    const message = 'No pull secret is named. Name at least one.';
    throw new InvalidInputError(message, { field: 'pullSecrets' });
  }
  return [...new Set(names)].map(name => {
    checkObjectName(name, 'name of a pull secret', 'pullSecrets');
    return { name };
  });
}
