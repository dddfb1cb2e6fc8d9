import { checkNamespace, checkObjectName, InvalidInputError, type PullSecret } from '@berth/core';

/** A pull secret, and where it is to be. */
export interface Delivery {
  readonly secret: PullSecret;
  /** At least one. */
  readonly namespaces: readonly string[];
  /** Whose pods pull with it, in each of these namespaces. */
  readonly serviceAccounts: readonly string[];
}

/** Checks the names of a delivery by the rules of Kubernetes; nothing is sent. */
export function checkDelivery({ namespaces, serviceAccounts }: Omit<Delivery, 'secret'>): void {
  if (namespaces.length === 0) {
    const message = 'No namespace is named for the pull secret. Name at least one.';
    throw new InvalidInputError(message, { field: 'namespaces' });
  }
  for (const namespace of namespaces) checkNamespace(namespace);
  for (const name of serviceAccounts) {
    checkObjectName(name, 'name of a ServiceAccount', 'serviceAccounts');
  }
  checkDistinct(namespaces, 'namespace', 'namespaces');
  checkDistinct(serviceAccounts, 'ServiceAccount', 'serviceAccounts');
}

function checkDistinct(names: readonly string[], what: string, field: string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  const message = `The ${what} "${twice}" is named twice. Remove one.`;
  throw new InvalidInputError(message, { field });
}
