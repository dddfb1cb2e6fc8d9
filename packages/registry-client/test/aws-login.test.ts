import type { Secret } from '@berth/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRepository, ExchangeMemory, exchangeLogin } from '../src/index.ts';
import {
  ACCOUNT,
  API,
  BEIJING,
  BUILD,
  IRELAND,
  keys,
  OTHER,
  role,
  startAwsAccount,
  STS,
  temporary,
  type AwsAccount,
} from './aws-account.ts';

let account: AwsAccount;
beforeAll(async () => void (account = await startAwsAccount()));
beforeEach(() => account.forget());
afterAll(() => account.stop());

test('a role logs in, until its session ends', async () => {
  const login = await exchangeLogin(role('build'), account.at(IRELAND));

  expect(login).toMatchObject({ server: IRELAND, username: 'AWS' });
  expect(login.password.reveal()).toBe('token:of:ecr:eu-west-1');
  expect(hoursUntil(login.expiresAt)).toBeCloseTo(1, 1);
  expect(account.issuer.requests).toEqual(['sts.amazonaws.com']);
  expect(account.aws.requests).toEqual([
    `${STS} AssumeRoleWithWebIdentity ${BUILD} berth`,
    expect.stringMatching(`^${API} GetAuthorizationToken ASIA`),
  ]);
  const short = await exchangeLogin(role('short'), account.at(IRELAND));
  expect(hoursUntil(short.expiresAt)).toBeCloseTo(0.25, 1);
});

test('the caller is told of every secret on the way, so that it can hide them', async () => {
  const told: string[] = [];
  const onSecret = (secret: Secret) => told.push(secret.reveal());
  await exchangeLogin(role('build'), account.at(IRELAND, { onSecret }));

  expect(told).toEqual([
    expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
    expect.stringMatching(/^[A-Za-z0-9+/]{400}$/),
    'token:of:ecr:eu-west-1',
  ]);
});

test('keys log in for 12 hours, and temporary keys with their session token', async () => {
  const login = await exchangeLogin(
    { ...keys, email: 'ci@example.com' },
    account.at(`https://${IRELAND}/`),
  );

  expect(login).toMatchObject({ server: `https://${IRELAND}/`, email: 'ci@example.com' });
  expect(hoursUntil(login.expiresAt)).toBeCloseTo(12, 1);
  expect((await exchangeLogin(temporary, account.at(IRELAND))).username).toBe('AWS');
  expect(account.aws.requests).toEqual([
    `${API} GetAuthorizationToken AKIAIOSFODNN7EXAMPLE`,
    `${API} GetAuthorizationToken ASIAIOSFODNN7EXAMPLE`,
  ]);
});

test('ECR Public is in one region, wherever the role is asked for', async () => {
  const credential = { ...role('build'), region: 'eu-west-1' };
  const login = await exchangeLogin(credential, account.at('public.ecr.aws'));

  expect(login.password.reveal()).toBe('token:of:ecr-public:us-east-1');
  expect(account.aws.requests).toEqual([
    `${STS} AssumeRoleWithWebIdentity ${BUILD} berth`,
    expect.stringMatching('^api.ecr-public.us-east-1.amazonaws.com GetAuthorizationToken ASIA'),
  ]);
});

test('China has its own services and audience', async () => {
  const login = await exchangeLogin(role('build', 'aws-cn'), account.at(BEIJING));

  expect(login.password.reveal()).toBe('token:of:ecr:cn-north-1');
  expect(account.issuer.requests).toEqual(['sts.amazonaws.com.cn']);
});

test('a host for FIPS and IPv6 asks services of that kind', async () => {
  await exchangeLogin(role('build'), account.at(`${ACCOUNT}.dkr-ecr-fips.us-west-2.on.aws`));

  expect(account.aws.requests.map(line => line.split(' ')[0])).toEqual([
    'sts-fips.us-west-2.api.aws',
    'ecr-fips.us-west-2.api.aws',
  ]);
});

test('several accounts and regions of one run share what they have in common', async () => {
  const options = { memory: new ExchangeMemory(), roleSessionName: 'acme-api-42' };
  const servers = [IRELAND, OTHER, `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com`, 'public.ecr.aws'];
  const logins = await Promise.all(
    servers.map(server => exchangeLogin(role('build'), account.at(server, options))),
  );
  await createRepository(role('build'), {
    ...account.at(IRELAND, options),
    repository: 'acme/shared',
  });

  expect(logins.map(login => login.password.reveal())).toEqual([
    'token:of:ecr:eu-west-1',
    'token:of:ecr:eu-west-1',
    'token:of:ecr:us-east-1',
    'token:of:ecr-public:us-east-1',
  ]);
  expect(account.issuer.requests).toEqual(['sts.amazonaws.com']);
  expect(account.aws.requests.map(line => line.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
    'api.ecr-public.us-east-1.amazonaws.com GetAuthorizationToken',
    `${API} CreateRepository`,
    `${API} GetAuthorizationToken`,
    'api.ecr.us-east-1.amazonaws.com GetAuthorizationToken',
    `${STS} AssumeRoleWithWebIdentity`,
  ]);
  expect(account.aws.requests[0]).toBe(`${STS} AssumeRoleWithWebIdentity ${BUILD} acme-api-42`);
});

test.each([
  ['AssumeRoleWithWebIdentity', { status: 400, code: 'IDPCommunicationError' }, STS],
  ['AssumeRoleWithWebIdentity', { status: 400, code: 'Throttling' }, STS],
  ['GetAuthorizationToken', { status: 400, code: 'ThrottlingException' }, API],
  ['GetAuthorizationToken', { status: 500, code: 'ServerException' }, API],
])('%s is tried again after %j', async (action, failure, host) => {
  account.aws.fail(action, failure);
  const login = await exchangeLogin(role('build'), account.at(IRELAND));

  expect(login.username).toBe('AWS');
  expect(account.notices).toEqual([
    `"${host}" failed (${failure.status}); trying again in N s, retry 1 of 3.`,
  ]);
});

/** Hours from now until then. */
function hoursUntil(time: string | undefined): number {
  return (Date.parse(time ?? '') - Date.now()) / 3_600_000;
}
