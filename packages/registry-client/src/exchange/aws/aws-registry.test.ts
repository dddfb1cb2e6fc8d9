import { InvalidInputError } from '@berth/core';
import { expect, test } from 'vitest';
import { awsRegistry, registryApi, tokenApi } from './aws-registry.ts';

const ACCOUNT = '123456789012';

// The endpoints are those that the rules resolve to which AWS publishes with botocore 1.43.
test.each([
  [
    `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`,
    'aws',
    'https://api.ecr.eu-west-1.amazonaws.com/',
    'https://sts.eu-west-1.amazonaws.com/',
  ],
  [
    `https://${ACCOUNT}.DKR.ecr.mx-central-1.amazonaws.com/v2/`,
    'aws',
    'https://api.ecr.mx-central-1.amazonaws.com/',
    'https://sts.mx-central-1.amazonaws.com/',
  ],
  [
    `${ACCOUNT}.dkr.ecr-fips.us-east-1.amazonaws.com`,
    'aws',
    'https://api.ecr-fips.us-east-1.amazonaws.com/',
    'https://sts-fips.us-east-1.amazonaws.com/',
  ],
  [
    `${ACCOUNT}.dkr-ecr.eu-west-1.on.aws`,
    'aws',
    'https://ecr.eu-west-1.api.aws/',
    'https://sts.eu-west-1.api.aws/',
  ],
  [
    `${ACCOUNT}.dkr-ecr-fips.us-west-2.on.aws`,
    'aws',
    'https://ecr-fips.us-west-2.api.aws/',
    'https://sts-fips.us-west-2.api.aws/',
  ],
  [
    `${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn`,
    'aws-cn',
    'https://api.ecr.cn-north-1.amazonaws.com.cn/',
    'https://sts.cn-north-1.amazonaws.com.cn/',
  ],
  [
    `${ACCOUNT}.dkr-ecr.cn-northwest-1.on.amazonwebservices.com.cn`,
    'aws-cn',
    'https://ecr.cn-northwest-1.api.amazonwebservices.com.cn/',
    'https://sts.cn-northwest-1.api.amazonwebservices.com.cn/',
  ],
  [
    `${ACCOUNT}.dkr.ecr.us-gov-west-1.amazonaws.com`,
    'aws-us-gov',
    'https://api.ecr.us-gov-west-1.amazonaws.com/',
    'https://sts.us-gov-west-1.amazonaws.com/',
  ],
  [
    `${ACCOUNT}.dkr.ecr-fips.us-gov-east-1.amazonaws.com`,
    'aws-us-gov',
    'https://api.ecr-fips.us-gov-east-1.amazonaws.com/',
    'https://sts.us-gov-east-1.amazonaws.com/',
  ],
  [
    `${ACCOUNT}.dkr-ecr-fips.us-gov-west-1.on.aws`,
    'aws-us-gov',
    'https://ecr-fips.us-gov-west-1.api.aws/',
    'https://sts-fips.us-gov-west-1.api.aws/',
  ],
  [
    `${ACCOUNT}.dkr.ecr.eusc-de-east-1.amazonaws.eu`,
    'aws-eusc',
    'https://api.ecr.eusc-de-east-1.amazonaws.eu/',
    'https://sts.eusc-de-east-1.amazonaws.eu/',
  ],
  [
    `${ACCOUNT}.dkr.ecr.us-iso-east-1.c2s.ic.gov`,
    'aws-iso',
    'https://api.ecr.us-iso-east-1.c2s.ic.gov/',
    'https://sts.us-iso-east-1.c2s.ic.gov/',
  ],
  [
    `${ACCOUNT}.dkr.ecr.us-isob-east-1.sc2s.sgov.gov`,
    'aws-iso-b',
    'https://api.ecr.us-isob-east-1.sc2s.sgov.gov/',
    'https://sts.us-isob-east-1.sc2s.sgov.gov/',
  ],
  [
    `${ACCOUNT}.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk`,
    'aws-iso-e',
    'https://api.ecr.eu-isoe-west-1.cloud.adc-e.uk/',
    'https://sts.eu-isoe-west-1.cloud.adc-e.uk/',
  ],
  [
    `${ACCOUNT}.dkr.ecr.us-isof-south-1.csp.hci.ic.gov`,
    'aws-iso-f',
    'https://api.ecr.us-isof-south-1.csp.hci.ic.gov/',
    'https://sts.us-isof-south-1.csp.hci.ic.gov/',
  ],
  [
    'public.ecr.aws',
    'aws',
    'https://api.ecr-public.us-east-1.amazonaws.com/',
    'https://sts.us-east-1.amazonaws.com/',
  ],
  [
    'ecr-public.aws.com',
    'aws',
    'https://ecr-public.us-east-1.api.aws/',
    'https://sts.us-east-1.api.aws/',
  ],
])('%s', (server, partition, api, sts) => {
  const registry = awsRegistry(server);

  expect(registry.partition.id).toBe(partition);
  expect(registry.accountId).toBe(registry.service === 'ecr' ? ACCOUNT : undefined);
  expect(registryApi(registry)).toBe(api);
  expect(tokenApi(registry, registry.region)).toBe(sts);
});

test.each([
  [
    'ghcr.io',
    '"ghcr.io" is no registry of Amazon ECR. Write a host such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com, or public.ecr.aws.',
  ],
  [
    `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com.cn`,
    `"${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com.cn" does not exist: the region "eu-west-1" is under amazonaws.com. Check the region and the end of the host.`,
  ],
  [
    `${ACCOUNT}.dkr-ecr.cn-north-1.on.aws`,
    `"${ACCOUNT}.dkr-ecr.cn-north-1.on.aws" does not exist: the region "cn-north-1" is under on.amazonwebservices.com.cn. Check the region and the end of the host.`,
  ],
])('refuses %s', (server, message) => {
  expect(() => awsRegistry(server)).toThrow(new InvalidInputError(message));
});
