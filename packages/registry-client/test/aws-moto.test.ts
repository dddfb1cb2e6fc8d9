import { Secret, type AwsKeysCredential, type RegistryLogin } from '@berth/core';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';
import { findMoto, startMoto, type Moto } from '@berth/test/servers/moto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRepository, exchangeLogin, type ExchangeOptions } from '../src/index.ts';
import { failureOf } from './aws-account.ts';

// moto's only account, unless it is told of another.
const ACCOUNT = '123456789012';
const SERVER = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`;
const API = 'api.ecr.eu-west-1.amazonaws.com';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/build`;

const folder = findMoto();

describe.skipIf(folder === undefined)('against moto', () => {
  const authority = createCertificateAuthority();
  let moto: Moto;
  let proxy: ForwardProxy;
  let roleLogin: RegistryLogin;

  beforeAll(async () => {
    moto = await startMoto({
      ...{ folder: folder ?? '', authority, names: [API, 'sts.eu-west-1.amazonaws.com'] },
      users: {
        pusher: ['ecr:GetAuthorizationToken', 'ecr:CreateRepository'],
        puller: ['ecr:GetAuthorizationToken'],
        nobody: ['s3:ListBuckets'],
      },
      roles: { build: ['ecr:GetAuthorizationToken'] },
    });
    proxy = await startForwardProxy({ tunnelsTo: moto.port });
    // First, while moto takes what is not signed.
    roleLogin = await exchangeLogin({ kind: 'aws-role', roleArn: ROLE }, options());
  });
  afterAll(async () => {
    await proxy.stop();
    await moto.stop();
  });

  function keysOf(user: string, secret?: string): AwsKeysCredential {
    const { id, secret: own } = moto.keys[user] ?? { id: '', secret: '' };
    return { kind: 'aws-keys', accessKeyId: id, secretAccessKey: new Secret(secret ?? own) };
  }

  function options(): ExchangeOptions & { server: string } {
    const session = { environment: { HTTPS_PROXY: proxy.url }, retries: 0 };
    const identityToken = () => Promise.resolve(new Secret('moto.reads.none'));
    return { server: SERVER, session, identityToken, caCertificate: authority.certificate };
  }

  test('a signature that moto verifies logs in', async () => {
    const login = await exchangeLogin(keysOf('puller'), options());

    expect(login.username).toBe('AWS');
    expect(login.password.reveal()).toBe(`${ACCOUNT}-auth-token`);
  });

  test('keys of a role that moto gives for an identity token log in', () => {
    expect(roleLogin.password.reveal()).toBe(`${ACCOUNT}-auth-token`);
  });

  test('moto refuses another secret', async () => {
    const login = exchangeLogin(keysOf('puller', 'another-secret'), options());

    expect(await failureOf(login)).toMatchObject({
      code: 'unauthorized',
      message: `"${API}" refused the signature (403, SignatureDoesNotMatch). Check the secret access key: it does not belong to the access key ID, or lost a character.`,
    });
  });

  test('moto refuses a key that it does not know', async () => {
    const login = exchangeLogin(
      { ...keysOf('puller'), accessKeyId: 'AKIAIOSFODNN7UNKNOWN' },
      options(),
    );

    expect(await failureOf(login)).toMatchObject({ code: 'unauthorized', status: 403 });
  });

  test('moto refuses who may not log in', async () => {
    expect(await failureOf(exchangeLogin(keysOf('nobody'), options()))).toMatchObject({
      code: 'denied',
      message: `"${API}" denies a login in "eu-west-1" to these keys or this role (403, AccessDenied). Allow ecr:GetAuthorizationToken on "*" in its policies.`,
    });
  });

  test('moto creates a repository once, for who may', async () => {
    const create = (user: string) =>
      createRepository(keysOf(user), { ...options(), repository: 'acme/api' });

    expect((await failureOf(create('puller'))).code).toBe('denied');
    expect(await create('pusher')).toBe('created');
    expect(await create('pusher')).toBe('existed');
  });
});
