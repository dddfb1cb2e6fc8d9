import {
  InvalidInputError,
  Secret,
  type AwsKeysCredential,
  type AwsRoleCredential,
} from '@berth/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { exchangeLogin, type ExchangeOptions } from '../src/index.ts';
import {
  ACCOUNT,
  API,
  BEIJING,
  BUILD,
  failureOf,
  IRELAND,
  keys,
  role,
  startAwsAccount,
  STS,
  type AwsAccount,
} from './aws-account.ts';

let account: AwsAccount;
beforeAll(async () => void (account = await startAwsAccount()));
beforeEach(() => account.forget());
afterAll(() => account.stop());

test.each<
  [string, AwsRoleCredential | AwsKeysCredential, string, { code: string; message: string }]
>([
  [
    'a role that trusts another repository',
    role('other'),
    IRELAND,
    {
      code: 'denied',
      message: `"${STS}" does not let this workflow use the role "${role('other').roleArn}" (403, AccessDenied). Check that the role exists and that its trust policy allows the audience "sts.amazonaws.com" with the subject "repo:acme/api:ref:refs/heads/main".`,
    },
  ],
  [
    'an account without an identity provider',
    role('no-provider'),
    IRELAND,
    {
      code: 'denied',
      message: `"${STS}" knows no identity provider of this issuer in the account ${ACCOUNT} (400, InvalidIdentityToken). Create one in IAM for the token's issuer, such as https://token.actions.githubusercontent.com.`,
    },
  ],
  [
    'an identity provider for another audience',
    role('no-audience'),
    IRELAND,
    {
      code: 'denied',
      message: `"${STS}" does not take the audience "sts.amazonaws.com" for the account ${ACCOUNT} (400, InvalidIdentityToken). Add it to the audiences of the account's identity provider in IAM.`,
    },
  ],
  [
    'a role without the permission to log in',
    role('weak'),
    IRELAND,
    {
      code: 'denied',
      message: `"${API}" denies a login in "eu-west-1" to these keys or this role (400, AccessDeniedException). Allow ecr:GetAuthorizationToken on "*" in its policies.`,
    },
  ],
  [
    'a role without the permission for ECR Public',
    role('weak'),
    'public.ecr.aws',
    {
      code: 'denied',
      message:
        '"api.ecr-public.us-east-1.amazonaws.com" denies a login in "us-east-1" to these keys or this role (400, AccessDeniedException). Allow ecr-public:GetAuthorizationToken and sts:GetServiceBearerToken on "*" in its policies.',
    },
  ],
  [
    'a secret key of another key',
    { ...keys, secretAccessKey: new Secret('another-secret') },
    IRELAND,
    {
      code: 'unauthorized',
      message: `"${API}" refused the signature (400, InvalidSignatureException). Check the secret access key: it does not belong to the access key ID, or lost a character.`,
    },
  ],
  [
    'a key that nobody knows',
    { ...keys, accessKeyId: 'AKIAIOSFODNN7UNKNOWN' },
    IRELAND,
    {
      code: 'unauthorized',
      message: `"${API}" does not know the access key ID or its session token (400, UnrecognizedClientException). Check both, that the key is active, that the region is enabled for the account, and that temporary keys came whole.`,
    },
  ],
])('%s is refused with cause and next step, and once', async (_, credential, server, expected) => {
  const error = await failureOf(exchangeLogin(credential, account.at(server)));

  expect(error).toMatchObject(expected);
  expect(account.notices).toEqual([]);
});

test('an identity token that has expired', async () => {
  const expired = new Secret(account.issuer.issue('sts.amazonaws.com', { exp: 1_700_000_000 }));
  const options = account.at(IRELAND, { identityToken: () => Promise.resolve(expired) });

  expect(await failureOf(exchangeLogin(role('build'), options))).toMatchObject({
    message: `"${STS}" says that the identity token has expired (400, ExpiredTokenException). Check this machine's clock; ask for the token in the step that uses it.`,
  });
});

test('an identity token that someone else has signed is not shown', async () => {
  const forged = account.issuer.issue('sts.amazonaws.com').replace(/\.[^.]+$/, '.Zm9yZ2Vk');
  const options = account.at(IRELAND, { identityToken: () => Promise.resolve(new Secret(forged)) });
  const error = await failureOf(exchangeLogin(role('build'), options));

  expect(error.message).toBe(
    `"${STS}" could not verify the identity token (400, InvalidIdentityToken). Check the identity provider in IAM of the account ${ACCOUNT}, and that AWS can reach its issuer.`,
  );
  expect(JSON.stringify(error)).not.toContain('Zm9yZ2Vk');
});

test('STS that is not active in the region', async () => {
  account.aws.fail('AssumeRoleWithWebIdentity', { status: 403, code: 'RegionDisabledException' });

  expect(await failureOf(exchangeLogin(role('build'), account.at(IRELAND)))).toMatchObject({
    message: `"${STS}" gives no keys in the region "eu-west-1", which is not active for the account (403, RegionDisabledException). Activate STS there in the console of IAM, or name another region for the login.`,
  });
});

test('a refusal that is not known shows nothing of the answer', async () => {
  account.aws.fail('GetAuthorizationToken', {
    status: 418,
    code: 'Hello<b>',
    message: 'secret text',
  });

  expect(await failureOf(exchangeLogin(keys, account.at(IRELAND)))).toMatchObject({
    code: 'rejected',
    message: `"${API}" refused the request without a reason that is known (418). Check the credential, and what the cloud's own log says.`,
  });
});

test.each<[string, AwsRoleCredential, string, Partial<ExchangeOptions>, string]>([
  [
    'a role of another partition',
    role('build'),
    BEIJING,
    {},
    `The role "${BUILD}" is in the partition "aws", the registry in "aws-cn". Use a role of an account there.`,
  ],
  [
    'a region of another partition',
    { ...role('build'), region: 'cn-north-1' },
    IRELAND,
    {},
    'The region "cn-north-1" is not in the partition "aws" of the role and the registry. Leave the region out: the registry\'s host names it.',
  ],
  [
    'an ARN of a user',
    { kind: 'aws-role', roleArn: `arn:aws:iam::${ACCOUNT}:user/ci` },
    IRELAND,
    {},
    `"arn:aws:iam::${ACCOUNT}:user/ci" is not the ARN of a role. Write it as arn:aws:iam::123456789012:role/name.`,
  ],
  [
    'a name of a session with spaces',
    role('build'),
    IRELAND,
    { roleSessionName: 'build and push' },
    '"build and push" is no name for a session of a role. Use 2 to 64 letters, digits and "_+=,.@-".',
  ],
  [
    'a registry of someone else',
    role('build'),
    'ghcr.io',
    {},
    'A credential of kind "aws-role" does not belong to "ghcr.io" (GitHub Container Registry). Use one of: password.',
  ],
])('%s is refused before anything is asked', async (_, credential, server, options, message) => {
  await expect(exchangeLogin(credential, account.at(server, options))).rejects.toThrow(
    new InvalidInputError(message),
  );
  expect([account.aws.requests, account.issuer.requests]).toEqual([[], []]);
});

test('a role needs an identity token, and the nodes of a cluster need no login', async () => {
  const { identityToken, ...without } = account.at(IRELAND);
  expect(identityToken).toBeDefined();

  await expect(exchangeLogin(role('build'), without)).rejects.toThrow(
    'A login without a stored secret needs an identity token, and there is none here. In a workflow, give the job "permissions: id-token: write"; elsewhere, use a credential with a secret.',
  );
  await expect(exchangeLogin({ kind: 'node-role' }, account.at(IRELAND))).rejects.toThrow(
    `A credential of kind "node-role" makes no login for "${IRELAND}": only the cluster's nodes have that role. Use a credential with a secret, or one that an identity token is traded for.`,
  );
});

test('a clock that is wrong is told from a secret that is wrong', async () => {
  const ahead = await startAwsAccount({ clock: 1_200 });
  const error = await failureOf(exchangeLogin(keys, ahead.at(IRELAND)));
  await ahead.stop();

  expect(error.message).toBe(
    `"${API}" refused a signature because of this machine's clock (400, InvalidSignatureException). Set the clock, which is 20 minutes behind.`,
  );
});

test('an authority that is not trusted, and insecure is no way out', async () => {
  const { caCertificate, ...options } = account.at(IRELAND);
  expect(caCertificate).toBeDefined();

  expect(await failureOf(exchangeLogin(keys, options))).toMatchObject({
    code: 'tls',
    message: expect.stringMatching(
      /^"api.ecr.eu-west-1.amazonaws.com" has no certificate that is trusted \([A-Z_]+\). Where a proxy answers in its name, give the certificate of the proxy's authority as ca-certificate.$/,
    ) as string,
  });
});
