import { InvalidInputError } from '@berth/core';
import { expect, test } from 'vitest';
import { ecrRegion, hostsOfAccounts } from './aws-account.ts';

test.each([
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'eu-west-1'],
  ['https://123456789012.dkr-ecr-fips.us-gov-west-1.on.aws/', 'us-gov-west-1'],
  ['123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1'],
  ['public.ecr.aws', undefined],
  ['dkr.ecr.eu-west-1.amazonaws.com', undefined],
])('the region of %s is %s', (host, region) => {
  expect(ecrRegion(host)).toBe(region);
});

test.each([
  [
    '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
    ' 012345678901,\t210987654321 ',
    [
      '012345678901.dkr.ecr.cn-north-1.amazonaws.com.cn',
      '210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn',
    ],
  ],
  [
    '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com',
    '012345678901',
    ['012345678901.dkr.ecr-fips.us-east-1.amazonaws.com'],
  ],
  ['123456789012.dkr.ecr.us-east-1.amazonaws.com', '', []],
  ['public.ecr.aws', '012345678901', []],
])('%s with the accounts %j', (host, accounts, hosts) => {
  expect(hostsOfAccounts(host, accounts)).toEqual(hosts);
});

test.each(['12345678901', '1234567890123', 'acme', '123456789012;1'])(
  '%s is no account',
  accounts => {
    expect(() => hostsOfAccounts('123456789012.dkr.ecr.us-east-1.amazonaws.com', accounts)).toThrow(
      InvalidInputError,
    );
  },
);
