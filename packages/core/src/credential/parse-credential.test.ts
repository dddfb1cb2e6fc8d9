import { describe, expect, test } from 'vitest';
import { keyFile } from '../../test/google-key-file.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { parseCredential } from './parse-credential.ts';
import { isSecret, Secret } from '../secret.ts';

const UUID = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const ROLE = 'arn:aws:iam::123456789012:role/ci/build';
const POOL = 'projects/123/locations/global/workloadIdentityPools/pool/providers/github';

describe('parseCredential reads', () => {
  test.each([
    [{ kind: 'password', username: 'ada', password: 'hunter2' }],
    [{ kind: 'password', password: ' spaces are kept ' }],
    [{ kind: 'password', username: 'robot$ci+push', password: 'p', email: 'ada@example.com' }],
    [{ kind: 'iam-api-key', apiKey: 'k', hosts: ['us.icr.io'] }],
    [{ kind: 'azure-service-principal', clientId: UUID, clientSecret: 's', tenantId: UUID }],
    [{ kind: 'azure-service-principal', clientId: 'reader', clientSecret: 's' }],
    [{ kind: 'aws-keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'k' }],
    [
      {
        kind: 'aws-keys',
        accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
        secretAccessKey: 'k',
        sessionToken: 't',
        region: 'us-gov-west-1',
      },
    ],
    [{ kind: 'aws-role', roleArn: ROLE, region: 'eu-central-1' }],
    [{ kind: 'aws-role', roleArn: ROLE.replace('aws', 'aws-us-gov') }],
    [{ kind: 'google-federation', workloadIdentityProvider: POOL }],
    [
      {
        kind: 'google-federation',
        workloadIdentityProvider: POOL,
        serviceAccount: keyFile.client_email,
      },
    ],
    [{ kind: 'azure-federation', clientId: UUID, tenantId: 'contoso.onmicrosoft.com' }],
    [{ kind: 'docker-hub-connection', connectionId: UUID, organization: 'acme' }],
    [{ kind: 'node-role' }],
  ])('%j', value => {
    expect(revealed(parseCredential(value))).toEqual(value);
  });

  test.each(['//iam.googleapis.com/', 'https://iam.googleapis.com/'])(
    'a workload identity provider behind %s',
    prefix => {
      const credential = { kind: 'google-federation', workloadIdentityProvider: POOL };
      const written = { ...credential, workloadIdentityProvider: prefix + POOL };

      expect(parseCredential(written)).toEqual(credential);
    },
  );

  test('a secret that is one already', () => {
    const credential = parseCredential({ kind: 'password', password: new Secret('hunter2') });

    expect(revealed(credential)).toEqual({ kind: 'password', password: 'hunter2' });
  });

  test.each([keyFile, JSON.stringify(keyFile, null, 2), btoa(JSON.stringify(keyFile))])(
    'a key file in any form',
    key => {
      expect(revealed(parseCredential({ kind: 'google-key', key }))).toEqual({
        kind: 'google-key',
        key: JSON.stringify(keyFile),
        clientEmail: 'reader@my-project.iam.gserviceaccount.com',
      });
      expect(
        revealed(parseCredential({ kind: 'password', username: '_json_key', password: key })),
      ).toEqual({ kind: 'password', username: '_json_key', password: JSON.stringify(keyFile) });
    },
  );

  test('hosts in any spelling, each once', () => {
    const hosts = ['https://index.docker.io/v1/', 'docker.io', 'GHCR.io'];

    expect(parseCredential({ kind: 'password', password: 'p', hosts })).toMatchObject({
      hosts: ['docker.io', 'ghcr.io'],
    });
  });
});

test('secrets are wrapped', () => {
  const text = JSON.stringify([
    parseCredential({ kind: 'password', password: 'hunter2' }),
    parseCredential({ kind: 'google-key', key: keyFile }),
    parseCredential({ kind: 'iam-api-key', apiKey: 'hunter2' }),
    parseCredential({ kind: 'azure-service-principal', clientId: 'x', clientSecret: 'hunter2' }),
    parseCredential({
      kind: 'aws-keys',
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'hunter2',
      sessionToken: 'hunter2',
    }),
  ]);

  expect(text).not.toMatch(/hunter2|MIIEvQ/);
});

describe('parseCredential refuses', () => {
  const KINDS =
    'password, google-key, azure-service-principal, iam-api-key, aws-keys, aws-role, google-federation, azure-federation, docker-hub-connection, node-role';
  const AN_OBJECT = 'Write an object with "kind" and the fields of that kind.';

  test.each([
    [undefined, undefined, `it is missing. ${AN_OBJECT}`],
    [null, undefined, `it is null. ${AN_OBJECT}`],
    ['hunter2', undefined, `it is a string. ${AN_OBJECT}`],
    [['hunter2'], undefined, `it is a list. ${AN_OBJECT}`],
    [new Secret('hunter2'), undefined, `it is an object. ${AN_OBJECT}`],
    [{}, 'kind', '"kind" is missing. Add it.'],
    [{ kind: 5 }, 'kind', '"kind" is a number. Write a string, in quotes.'],
    [{ kind: 'hunter2' }, 'kind', `"kind" is none of ${KINDS}. Use one of these.`],
    [{ kind: 'google_key' }, 'kind', `"kind" is none of ${KINDS}. Did you mean "google-key"?`],
    [{ kind: '__proto__' }, 'kind', `"kind" is none of ${KINDS}. Use one of these.`],
    [{ kind: 'constructor' }, 'kind', `"kind" is none of ${KINDS}. Use one of these.`],
    [{ kind: 'password' }, 'password', '"password" is missing. Add it.'],
    [
      { kind: 'password', password: '' },
      'password',
      '"password" is empty. Fill it in or leave it out.',
    ],
    [
      { kind: 'password', password: ' \n' },
      'password',
      '"password" is empty. Fill it in or leave it out.',
    ],
    [
      { kind: 'password', password: 123456 },
      'password',
      '"password" is a number. Write a string, in quotes.',
    ],
    [
      { kind: 'password', password: null },
      'password',
      '"password" is null. Write a string, in quotes.',
    ],
    [
      { kind: 'password', password: { toString: 'hunter2' } },
      'password',
      '"password" is an object. Write a string, in quotes.',
    ],
    [
      { kind: 'password', password: 'hunter2\n' },
      'password',
      '"password" has a line break. Remove it.',
    ],
    [
      { kind: 'password', password: 'hunter2\u0000' },
      'password',
      '"password" has a control character. Remove it.',
    ],
    [
      { kind: 'password', username: 'hunter2:x', password: 'p' },
      'username',
      '"username" has a colon, which ends the user name in a Docker config. Use a robot account or a token name without one.',
    ],
    [
      { kind: 'password', username: '', password: 'p' },
      'username',
      '"username" is empty. Fill it in or leave it out.',
    ],
    [
      { kind: 'password', username: 'ada ', password: 'p' },
      'username',
      '"username" has spaces around it. Remove them.',
    ],
    [
      { kind: 'password', username: '_json_key', password: 'hunter2' },
      'password',
      '"password" is no JSON. Give the whole file that "gcloud iam service-accounts keys create" wrote.',
    ],
    [
      { kind: 'password', passwrod: 'hunter2' },
      'passwrod',
      '"passwrod" is not a field of kind "password". Did you mean "password"?',
    ],
    [
      { kind: 'password', Password: 'hunter2' },
      'Password',
      '"Password" is not a field of kind "password". Did you mean "password"?',
    ],
    [
      { kind: 'password', clientId: 'x' },
      'clientId',
      '"clientId" is not a field of kind "password". Use only kind, username, password, email, hosts.',
    ],
    [
      { kind: 'node-role', constructor: 'x' },
      'constructor',
      '"constructor" is not a field of kind "node-role". Use only kind.',
    ],
    [
      { kind: 'node-role', ghp_hunter2hunter2hunter2: '' },
      undefined,
      'a name is not a field of kind "node-role". Use only kind.',
    ],
    [
      JSON.parse('{"kind":"node-role","__proto__":{"kind":"x"}}'),
      '__proto__',
      '"__proto__" is not a field of kind "node-role". Use only kind.',
    ],
    [JSON.parse('{"__proto__":{"kind":"node-role"}}'), 'kind', '"kind" is missing. Add it.'],
    [
      { kind: 'password', password: 'p', hosts: 'ghcr.io' },
      'hosts',
      '"hosts" is a string. Write a list of strings.',
    ],
    [
      { kind: 'password', password: 'p', hosts: [] },
      'hosts',
      '"hosts" is empty. Name a host or leave it out.',
    ],
    [
      { kind: 'password', password: 'p', hosts: ['ghcr.io', 5] },
      'hosts[1]',
      '"hosts[1]" is a number. Write a string.',
    ],
    [
      { kind: 'google-key', key: 'hunter2' },
      'key',
      '"key" is no JSON. Give the whole file that "gcloud iam service-accounts keys create" wrote.',
    ],
    [
      { kind: 'aws-keys', accessKeyId: 'hunter2', secretAccessKey: 'k' },
      'accessKeyId',
      '"accessKeyId" does not have the right form. Write the ID of the key, such as AKIAIOSFODNN7EXAMPLE; the secret has its own field.',
    ],
    [
      { kind: 'aws-keys', accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey: 'hunter2' },
      'sessionToken',
      '"sessionToken" is missing. Temporary keys (ASIA…) do not work without it.',
    ],
    [
      { kind: 'aws-role', roleArn: 'arn:aws:iam::1:role/x' },
      'roleArn',
      '"roleArn" does not have the right form. Write an ARN such as arn:aws:iam::123456789012:role/build.',
    ],
    [
      { kind: 'aws-role', roleArn: ROLE, region: 'EU' },
      'region',
      '"region" does not have the right form. Write a region such as eu-central-1.',
    ],
    [
      { kind: 'azure-federation', clientId: 'x', tenantId: UUID },
      'clientId',
      '"clientId" does not have the right form. Write a UUID such as 72f988bf-86f1-41af-91ab-2d7cd011db47.',
    ],
    [
      { kind: 'azure-federation', clientId: UUID, tenantId: 'common' },
      'tenantId',
      '"tenantId" does not have the right form. Write the tenant ID, a UUID, or a domain of the tenant, such as contoso.onmicrosoft.com.',
    ],
    [
      { kind: 'azure-federation', clientId: UUID, tenantId: '../' + UUID },
      'tenantId',
      '"tenantId" does not have the right form. Write the tenant ID, a UUID, or a domain of the tenant, such as contoso.onmicrosoft.com.',
    ],
    [
      { kind: 'docker-hub-connection', connectionId: 'hunter2', organization: 'acme' },
      'connectionId',
      '"connectionId" does not have the right form. Write a UUID such as 72f988bf-86f1-41af-91ab-2d7cd011db47.',
    ],
    [
      { kind: 'docker-hub-connection', connectionId: UUID, organization: 'Acme Inc' },
      'organization',
      '"organization" does not have the right form. Write its name as in docker.io/name/image.',
    ],
    [
      { kind: 'google-federation', workloadIdentityProvider: `https://example.com/${POOL}` },
      'workloadIdentityProvider',
      '"workloadIdentityProvider" does not have the right form. Write projects/123456789/locations/global/workloadIdentityPools/my-pool/providers/my-provider, with the number of the project, not its ID.',
    ],
    [
      {
        kind: 'google-federation',
        workloadIdentityProvider: POOL,
        serviceAccount: 'pusher',
      },
      'serviceAccount',
      '"serviceAccount" does not have the right form. Write its address, such as reader@my-project.iam.gserviceaccount.com.',
    ],
    [
      { kind: 'google-federation', workloadIdentityProvider: POOL.replace('123', 'my-project') },
      'workloadIdentityProvider',
      '"workloadIdentityProvider" does not have the right form. Write projects/123456789/locations/global/workloadIdentityPools/my-pool/providers/my-provider, with the number of the project, not its ID.',
    ],
  ])('%#: %s', (value, field, message) => {
    const error = errorOf(value);

    expect(error.message).toBe(`Invalid credential: ${message}`);
    expect(error.field).toBe(field);
    expect(error.message).not.toContain('hunter2');
  });

  test('a host that is none', () => {
    expect(errorOf({ kind: 'password', password: 'p', hosts: ['hub.docker.com'] }).message).toMatch(
      'Use docker.io.',
    );
  });
});

test('inherited fields do not count', () => {
  const value: unknown = Object.create({ kind: 'password', password: 'hunter2' });

  expect(errorOf(value).message).toBe('Invalid credential: "kind" is missing. Add it.');
});

function errorOf(value: unknown): InvalidInputError {
  try {
    parseCredential(value);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

function revealed(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      isSecret(item) ? item.reveal() : item,
    ]),
  );
}

test.each([
  [{ kind: 'password', password: 'x', hosts: ['ghcr.io', 'hunter2@x y'] }, 'hosts[1]'],
  [{ kind: 'google-key', key: { type: 'authorized_user' } }, 'key'],
  [{ kind: 'google-key', key: '{"type":"service_account"}' }, 'key'],
  [{ kind: 'password', username: '_json_key', password: '{"type":"x"}' }, 'password'],
])('%j names the field that is wrong', (value, field) => {
  expect(() => parseCredential(value)).toThrow(
    expect.objectContaining({ name: 'InvalidInputError', field }),
  );
});
