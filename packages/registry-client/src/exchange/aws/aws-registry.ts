import { canonicalHost, findProvider, InvalidInputError } from '@berth/core';
import { partitionOf, type AwsPartition } from './aws-partition.ts';

/** What the host of a registry at AWS says of it. */
export interface AwsRegistry {
  readonly service: 'ecr' | 'ecr-public';
  /** The account of a private registry. */
  readonly accountId?: string;
  /** Where its API is. */
  readonly region: string;
  readonly partition: AwsPartition;
  /** Whether its host is one of those that only speak what FIPS 140 allows. */
  readonly fips: boolean;
  /** Whether its host has IPv6 addresses too. */
  readonly dualStack: boolean;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html */
const HOST =
  /^(?<accountId>\d{12})\.dkr[.-]ecr(?<fips>-fips)?\.(?<region>[a-z0-9-]+)\.(?<domain>[a-z0-9.-]+)$/;

/** @throws InvalidInputError for a host that is none of Amazon ECR's. */
export function awsRegistry(server: string): AwsRegistry {
  const host = canonicalHost(server).replace(/:443$/, '');
  const provider = findProvider(host);
  if (provider === 'ecr-public') return publicRegistry(host);
  if (provider === 'ecr') return privateRegistry(host);
  throw new InvalidInputError(
    `"${host}" is no registry of Amazon ECR. Write a host such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com, or public.ecr.aws.`,
  );
}

/** The public registry is one for the world; its API for logins is in one region. */
function publicRegistry(host: string): AwsRegistry {
  const region = 'us-east-1';
  const dualStack = host === 'ecr-public.aws.com';
  return { service: 'ecr-public', region, partition: partitionOf(region), fips: false, dualStack };
}

function privateRegistry(host: string): AwsRegistry {
  const { accountId, fips, region = '', domain = '' } = HOST.exec(host)?.groups ?? {};
  const partition = partitionOf(region);
  const dualStack = domain.startsWith('on.');
  const expected = dualStack ? partition.dualStackDomain.replace('api.', 'on.') : partition.domain;
  if (domain !== expected) {
    throw new InvalidInputError(
      `"${host}" does not exist: the region "${region}" is under ${expected}. Check the region and the end of the host.`,
    );
  }
  return {
    service: 'ecr',
    ...(accountId !== undefined && { accountId }),
    region,
    partition,
    fips: fips !== undefined,
    dualStack,
  };
}

/** The API of a registry's own region. */
export function registryApi({ service, region, partition, fips, dualStack }: AwsRegistry): string {
  const name = fips ? `${service}-fips` : service;
  return dualStack
    ? `https://${name}.${region}.${partition.dualStackDomain}/`
    : `https://api.${name}.${region}.${partition.domain}/`;
}

/** The token service of a region, by the rules of the registry's host. */
export function tokenApi(
  { fips, dualStack }: Pick<AwsRegistry, 'fips' | 'dualStack'>,
  region: string,
): string {
  const { id, domain, dualStackDomain } = partitionOf(region);
  // In GovCloud, the usual host of STS is the one for FIPS.
  const name = fips && (dualStack || id !== 'aws-us-gov') ? 'sts-fips' : 'sts';
  return `https://${name}.${region}.${dualStack ? dualStackDomain : domain}/`;
}
