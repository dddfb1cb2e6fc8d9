import { InvalidInputError, type Credential } from '@berth/core';
import type { ExchangeOptions } from '../exchange-options.ts';
import { askTokenService, type TokenServiceAnswer } from '../token-service.ts';
import { awsErrorCode, awsRefusal, type AwsMeanings } from './aws-refusal.ts';
import { registryApi, type AwsRegistry } from './aws-registry.ts';
import { roleKeys } from './aws-role.ts';
import { signedHeaders, type AwsKeys } from './aws-signature.ts';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/, and AmazonECRPublic */
const TARGET = {
  ecr: 'AmazonEC2ContainerRegistry_V20150921',
  'ecr-public': 'SpencerFrontendService',
} as const;

/** Asks the API of a registry, in JSON 1.1 and signed. */
export function askRegistryApi(
  registry: AwsRegistry,
  call: {
    readonly keys: AwsKeys;
    readonly action: 'GetAuthorizationToken' | 'CreateRepository';
    readonly input: object;
    readonly meanings: AwsMeanings;
    /** A code of AWS whose answer is returned as well. */
    readonly expected?: string;
  },
  options: ExchangeOptions,
): Promise<TokenServiceAnswer> {
  const { service, region } = registry;
  const request = {
    method: 'POST',
    url: registryApi(registry),
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${TARGET[service]}.${call.action}`,
    },
    body: JSON.stringify(call.input),
  } as const;
  return askTokenService(
    () => ({
      ...request,
      headers: signedHeaders(request, call.keys, { region, service, now: new Date() }),
    }),
    {
      ...options,
      explain: answer => awsRefusal(answer, call.meanings),
      expected: answer => call.expected !== undefined && awsErrorCode(answer) === call.expected,
    },
  );
}

/** The keys that a credential stands for; a role's are asked for once in one run. */
export async function awsKeys(
  credential: Credential,
  registry: AwsRegistry,
  options: ExchangeOptions,
): Promise<AwsKeys> {
  if (credential.kind === 'aws-keys') return credential;
  if (credential.kind !== 'aws-role') {
    throw new InvalidInputError(
      `A credential of kind "${credential.kind}" cannot use the API of Amazon ECR. Use access keys (aws-keys) or a role (aws-role).`,
    );
  }
  const ask = () => roleKeys(credential, registry, options);
  const { roleSessionName = '', memory } = options;
  if (memory === undefined) return ask();
  const { roleArn, region = '' } = credential;
  const kind = `${registry.fips} ${registry.dualStack}`;
  const parts = ['aws role', roleArn, region, kind, roleSessionName];
  return memory.remember(parts, ask, keys => keys.expires);
}
