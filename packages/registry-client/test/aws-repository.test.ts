import { InvalidInputError, Secret } from '@berth/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRepository, exchangeLogin } from '../src/index.ts';
import {
  ACCOUNT,
  API,
  failureOf,
  IRELAND,
  keys,
  OTHER,
  puller,
  startAwsAccount,
  type AwsAccount,
} from './aws-account.ts';

let account: AwsAccount;
beforeAll(async () => void (account = await startAwsAccount()));
beforeEach(() => account.forget());
afterAll(() => account.stop());

test('a repository is created once, in the account of the image', async () => {
  const create = (server: string, repository: string) =>
    createRepository(keys, { ...account.at(server), repository });

  expect(await create(IRELAND, 'acme/api')).toBe('created');
  expect(await create(IRELAND, 'acme/api')).toBe('existed');
  expect(await create(OTHER, 'acme/api')).toBe('created');
  expect(await create('public.ecr.aws', 'alias/acme/api')).toBe('created');
  expect([...account.aws.repositories]).toEqual([
    `${ACCOUNT}/eu-west-1/acme/api`,
    '210987654321/eu-west-1/acme/api',
    'public/acme/api',
  ]);
});

test('who may log in but not create a repository is told which permission is missing', async () => {
  expect((await exchangeLogin(puller, account.at(IRELAND))).username).toBe('AWS');
  const creation = createRepository(puller, { ...account.at(IRELAND), repository: 'acme/web' });
  expect(await failureOf(creation)).toMatchObject({
    code: 'denied',
    message: `"${API}" denies the creation of the repository "acme/web" (400, AccessDeniedException). Allow ecr:CreateRepository on repository/acme/web of ${ACCOUNT} in eu-west-1 in the policies of the keys or the role, or create it first.`,
  });
});

test.each<[string, Parameters<typeof createRepository>[0], string, string, string]>([
  [
    'a login without keys',
    { kind: 'password', password: new Secret('token') },
    IRELAND,
    'acme/api',
    'A credential of kind "password" cannot use the API of Amazon ECR. Use access keys (aws-keys) or a role (aws-role).',
  ],
  [
    'a public repository without an alias',
    keys,
    'public.ecr.aws',
    'api',
    '"api" is no repository of ECR Public. Write it as alias/name, with the alias of the account\'s public registry.',
  ],
  [
    'a registry where a push creates it',
    { kind: 'password', username: 'ada', password: new Secret('token') },
    'ghcr.io',
    'acme/api',
    'No repository is created at "ghcr.io" (GitHub Container Registry): a push creates it, or its owner does. Leave create-repository out for this registry.',
  ],
])('no repository is created with %s', async (_, credential, server, repository, message) => {
  await expect(createRepository(credential, { ...account.at(server), repository })).rejects.toThrow(
    new InvalidInputError(message),
  );
  expect(account.aws.requests).toEqual([]);
});
