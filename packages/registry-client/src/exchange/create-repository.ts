import {
  checkCredentialHost,
  findProvider,
  InvalidInputError,
  providerFor,
  type Credential,
} from '@berth/core';
import type { ExchangeOptions } from './exchange-options.ts';

export interface RepositoryOptions extends ExchangeOptions {
  /** As in an image reference, without the host: `acme/api`. */
  readonly repository: string;
}

/** Whether a push here needs something that `createRepository` can create first. */
export function needsRepository(server: string): boolean {
  return ['ecr', 'ecr-public', 'icr'].includes(findProvider(server));
}

/**
 * Creates what a push needs where the registry does not do so by itself: the repository at Amazon
 * ECR and ECR Public, the namespace at IBM Cloud. One that is there already is left as it is.
 *
 * @throws RegistryRequestError when the provider refuses or cannot be asked.
 * @throws InvalidInputError at other registries, and for a credential that cannot do this.
 */
export async function createRepository(
  credential: Credential,
  options: RepositoryOptions,
): Promise<'created' | 'existed'> {
  const provider = findProvider(options.server);
  checkCredentialHost(credential, options.server);
  if (provider === 'ecr' || provider === 'ecr-public') {
    return (await import('./aws/aws-repository.ts')).createAwsRepository(credential, options);
  }
  if (provider === 'icr') {
    return (await import('./icr/icr-namespace.ts')).createIcrNamespace(credential, options);
  }
  throw new InvalidInputError(
    `No repository is created at "${options.server}" (${providerFor(provider).title}): a push creates it, or its owner does. Leave create-repository out for this registry.`,
  );
}
