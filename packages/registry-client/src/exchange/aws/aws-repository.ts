import { InvalidInputError, type Credential } from '@berth/core';
import type { RepositoryOptions } from '../create-repository.ts';
import { askRegistryApi, awsKeys } from './aws-api.ts';
import { all, meaning, type AwsMeanings } from './aws-refusal.ts';
import { awsRegistry, type AwsRegistry } from './aws-registry.ts';

/**
 * Creates a repository of Amazon ECR or ECR Public, with the defaults of the registry.
 *
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 */
export async function createAwsRepository(
  credential: Credential,
  options: RepositoryOptions,
): Promise<'created' | 'existed'> {
  const registry = awsRegistry(options.server);
  const name = repositoryName(registry, options.repository);
  const keys = await awsKeys(credential, registry, options);
  const answer = await askRegistryApi(
    registry,
    {
      keys,
      action: 'CreateRepository',
      // Without the account, it would be created in that of the keys.
      input: {
        repositoryName: name,
        ...(registry.accountId !== undefined && { registryId: registry.accountId }),
      },
      meanings: refusals(registry, name),
      expected: 'RepositoryAlreadyExistsException',
    },
    options,
  );
  return answer.status === 200 ? 'created' : 'existed';
}

/** An image of ECR Public begins with the alias of an account, which is no part of the name. */
function repositoryName({ service }: AwsRegistry, repository: string): string {
  if (service === 'ecr') return repository;
  const slash = repository.indexOf('/');
  if (slash !== -1) return repository.slice(slash + 1);
  throw new InvalidInputError(
    `"${repository}" is no repository of ECR Public. Write it as alias/name, with the alias of the account's public registry.`,
  );
}

function refusals({ service, region, accountId }: AwsRegistry, name: string): AwsMeanings {
  const arn =
    service === 'ecr' ? `repository/${name} of ${accountId} in ${region}` : `repository/${name}`;
  const denied = meaning(
    'denied',
    `denies the creation of the repository "${name}"`,
    `Allow ${service}:CreateRepository on ${arn} in the policies of the keys or the role, or create it first`,
  );
  return {
    ...all(denied, 'AccessDenied', 'AccessDeniedException'),
    InvalidParameterException: meaning(
      'rejected',
      `does not accept the repository "${name}"`,
      'Use 2 to 256 lowercase letters and digits, joined by ".", "_", "-" or "/"',
    ),
    LimitExceededException: meaning(
      'rejected',
      `has as many repositories as the account may have, and did not create "${name}"`,
      'Delete some, or ask AWS for a higher quota',
    ),
    KmsException: meaning(
      'rejected',
      `could not use the encryption key that the account sets for "${name}"`,
      'Check the creation templates of the registry, and the policy of the key',
    ),
    UnsupportedCommandException: meaning(
      'rejected',
      'creates no repositories in this region',
      'ECR Public is reached in us-east-1',
    ),
  };
}
