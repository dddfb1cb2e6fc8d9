import { checkNamespace, checkObjectName, InvalidInputError, type PullSecret } from '@berth/core';

/** A pull secret, and where it is to be. */
export interface Delivery {
  readonly secret: PullSecret;
  /** At least one. */
  readonly namespaces: readonly string[];
  /** Whose pods pull with it, in each of these namespaces. */
  readonly serviceAccounts: readonly string[];
}

/**
 * Checks the names of a delivery by the rules of Kubernetes; nothing is sent.
 *
 * @throws AggregateError with an `InvalidInputError` for everything that is wrong.
 */
export function checkDelivery({ namespaces, serviceAccounts }: Omit<Delivery, 'secret'>): void {
  const what = 'name of a ServiceAccount';
  const problems = [
    problemOf(() => checkAny(namespaces)),
    ...namespaces.map(name => problemOf(() => checkNamespace(name))),
    problemOf(() => checkDistinct(namespaces, 'namespace', 'namespaces')),
    ...serviceAccounts.map(name => problemOf(() => checkObjectName(name, what, 'serviceAccounts'))),
    problemOf(() => checkDistinct(serviceAccounts, 'ServiceAccount', 'serviceAccounts')),
  ].filter(problem => problem !== undefined);
  if (problems.length > 0) throw new AggregateError(problems);
}

function problemOf(check: () => void): InvalidInputError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
}

function checkAny(namespaces: readonly string[]): void {
  if (namespaces.length > 0) return;
  const message = 'No namespace is named for the pull secret. Name at least one.';
  throw new InvalidInputError(message, { field: 'namespaces' });
}

function checkDistinct(names: readonly string[], what: string, field: string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  const message = `The ${what} "${twice}" is named twice. Remove one.`;
  throw new InvalidInputError(message, { field });
}
