import { describe, expect, test } from 'vitest';
import { keyFile } from '../../test/google-key-file.ts';
import type { Credential, StaticCredential } from './credential.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { checkCredentialHost, loginWith } from './login-with.ts';
import { Secret } from '../secret.ts';

const password = (username?: string): StaticCredential => ({
  kind: 'password',
  password: new Secret('hunter2'),
  ...(username === undefined ? {} : { username }),
});
const googleKey: StaticCredential = {
  kind: 'google-key',
  key: new Secret(JSON.stringify(keyFile)),
  clientEmail: keyFile.client_email,
};
const apiKey: StaticCredential = { kind: 'iam-api-key', apiKey: new Secret('hunter2') };
const principal: StaticCredential = {
  kind: 'azure-service-principal',
  clientId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  clientSecret: new Secret('hunter2'),
};

describe('loginWith', () => {
  test.each([
    [password('ada'), 'https://index.docker.io/v1/', 'ada', 'hunter2'],
    [password('ada'), 'https://mycontainerregistry.example.com/v1/', 'ada', 'hunter2'],
    [password('robot$ci+push'), 'harbor.example.com', 'robot$ci+push', 'hunter2'],
    [password(), 'us.icr.io', 'iamapikey', 'hunter2'],
    [password(''), 'us.icr.io', 'iamapikey', 'hunter2'],
    [password(), '123456789012.dkr.ecr.us-east-1.amazonaws.com', 'AWS', 'hunter2'],
    [googleKey, 'https://us.gcr.io', '_json_key', JSON.stringify(keyFile)],
    [googleKey, 'europe-west1-docker.pkg.dev', '_json_key', JSON.stringify(keyFile)],
    [principal, 'acme.azurecr.io', '72f988bf-86f1-41af-91ab-2d7cd011db47', 'hunter2'],
    [apiKey, 'private.us.icr.io', 'iamapikey', 'hunter2'],
  ])('%#: %s', (credential, server, username, secret) => {
    const login = loginWith(credential, server);

    expect(login).toEqual({ server, username, password: new Secret(secret) });
    expect(login.password.reveal()).toBe(secret);
  });

  test('hands on the mail address and the end of a token', () => {
    const token = `eyJhbGciOiJub25lIn0.${btoa('{"exp":1800000000}').replace('=', '')}.c2ln`;

    expect(
      loginWith(
        { kind: 'password', username: 'x', password: new Secret(token), email: 'a@b.c' },
        'ghcr.io',
      ),
    ).toMatchObject({ email: 'a@b.c', expiresAt: '2027-01-15T08:00:00.000Z' });
  });

  test('keeps a secret at the hosts it was entered for', () => {
    const bound: StaticCredential = {
      kind: 'password',
      username: 'ada',
      password: new Secret('hunter2'),
      hosts: ['docker.io', 'ghcr.io'],
    };

    expect(loginWith(bound, 'https://GHCR.io/').username).toBe('ada');
    expect(loginWith(bound, 'registry-1.docker.io').username).toBe('ada');
    expect(() => loginWith(bound, 'ghcr.io.evil.com')).toThrow(
      new InvalidInputError(
        'The credential is bound to docker.io, ghcr.io and is not sent to "ghcr.io.evil.com". Enter its secret again for this host.',
      ),
    );
  });

  test.each([
    [
      apiKey,
      'us.icr.io.evil.com',
      'A credential of kind "iam-api-key" does not belong to "us.icr.io.evil.com" (Other registry). Use one of: password.',
    ],
    [
      googleKey,
      'docker.io',
      'A credential of kind "google-key" does not belong to "docker.io" (Docker Hub). Use one of: password, docker-hub-connection.',
    ],
    [
      password(''),
      'ghcr.io',
      'The login for "ghcr.io" has no user name, and this registry has no fixed one. Add the user name.',
    ],
    [
      password(),
      'ghcr.io',
      'The login for "ghcr.io" has no user name, and this registry has no fixed one. Add the user name.',
    ],
  ])('refuses %#', (credential, server, message) => {
    expect(() => loginWith(credential, server)).toThrow(message);
  });
});

test.each<[Credential, string, string | undefined]>([
  [
    { kind: 'aws-role', roleArn: 'arn:aws:iam::123456789012:role/build' },
    'public.ecr.aws',
    undefined,
  ],
  [
    { kind: 'aws-role', roleArn: 'arn:aws:iam::123456789012:role/build' },
    'public.ecr.aws.mirror.example.com',
    'A credential of kind "aws-role" does not belong to "public.ecr.aws.mirror.example.com" (Other registry). Use one of: password.',
  ],
  [
    {
      kind: 'aws-keys',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: new Secret('s'),
      hosts: ['public.ecr.aws'],
    },
    '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    'The credential is bound to public.ecr.aws and is not sent to "123456789012.dkr.ecr.us-east-1.amazonaws.com". Enter its secret again for this host.',
  ],
])('a credential that is exchanged belongs to its provider: %#', (credential, server, message) => {
  const check = () => checkCredentialHost(credential, server);

  if (message === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(new InvalidInputError(message));
});
