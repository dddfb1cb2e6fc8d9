import { awsPartition, canonicalHost, InvalidInputError, serverFor } from '@berth/core';
import { parseCredentialInput } from './credential-input.ts';

/** The region in the host of a private registry at AWS; `undefined` for every other host. */
export function ecrRegion(host: string): string | undefined {
  return /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([^.]+)\./.exec(canonicalHost(host))?.[1];
}

/**
 * The private registry of the account that a role belongs to.
 *
 * @throws InvalidInputError where that cannot be told.
 */
export function ecrHostOfRole(role: string, region: string): string {
  if (region === '') throw noRegion();
  parseCredentialInput({ kind: 'aws-role', roleArn: role, region }, 'registry');
  const [, partition, , , accountId = ''] = role.split(':');
  if (partition !== awsPartition(region)) {
    throw new InvalidInputError(
      `The region "${region}" is in the partition ${awsPartition(region)} of AWS, the role in ${partition}. Set "aws-region" to a region of the role's partition.`,
      { field: 'aws-region' },
    );
  }
  return serverFor('ecr', { accountId, region });
}

/**
 * The hosts of `AWS_ACCOUNT_IDS` in the region of this one: the list of accounts that
 * docker/login-action reads, separated by commas or spaces.
 *
 * @throws InvalidInputError for what is no account.
 */
export function hostsOfAccounts(host: string, accounts: string): readonly string[] {
  if (ecrRegion(host) === undefined) return [];
  const ids = accounts.split(/[\s,]+/).filter(id => id !== '');
  const wrong = ids.find(id => !/^\d{12}$/.test(id));
  if (wrong === undefined) return ids.map(id => `${id}${host.slice(id.length)}`);
  throw new InvalidInputError(
    `Invalid AWS_ACCOUNT_IDS: "${wrong.slice(0, 20)}" is no account of AWS. Write the 12 digits of each, in quotes where YAML would drop a leading zero.`,
    { field: 'AWS_ACCOUNT_IDS' },
  );
}

function noRegion(): InvalidInputError {
  return new InvalidInputError(
    'The region for role-to-assume is missing: no registry is named whose host tells it. Set "aws-region", or name the registry.',
    { field: 'aws-region' },
  );
}
