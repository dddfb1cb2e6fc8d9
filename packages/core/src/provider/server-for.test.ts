import { describe, expect, test } from 'vitest';
import type { ProviderId, ServerPart } from './provider.ts';
import { findProvider } from './find-provider.ts';
import { providers } from './providers.ts';
import { serverFor } from './server-for.ts';

type Parts = Partial<Record<ServerPart, string>>;

const SERVERS: readonly (readonly [ProviderId, Parts, string])[] = [
  ['docker-hub', {}, 'docker.io'],
  ['ghcr', {}, 'ghcr.io'],
  ['ecr-public', {}, 'public.ecr.aws'],
  ['quay', {}, 'quay.io'],
  ['gitlab', { server: ' ' }, 'registry.gitlab.com'],
  ['acr', { registryName: 'Acme1' }, 'acme1.azurecr.io'],
  ['acr', { registryName: 'acme1-a1b2c3' }, 'acme1-a1b2c3.azurecr.io'],
  ['acr', { registryName: 'https://acme1.azurecr.us/' }, 'acme1.azurecr.us'],
  ['icr', {}, 'icr.io'],
  ['icr', { region: 'global' }, 'icr.io'],
  ['icr', { region: 'us' }, 'us.icr.io'],
  ['icr', { region: 'us-south' }, 'us.icr.io'],
  ['icr', { region: 'ca-mon' }, 'ca2.icr.io'],
  [
    'ecr',
    { accountId: '123456789012', region: 'eu-central-1' },
    '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
  ],
  [
    'ecr',
    { accountId: '123456789012', region: 'cn-north-1' },
    '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
  ],
  [
    'ecr',
    { accountId: '012345678901', region: 'us-gov-west-1' },
    '012345678901.dkr.ecr.us-gov-west-1.amazonaws.com',
  ],
  [
    'ecr',
    { accountId: '123456789012', region: 'eusc-de-east-1' },
    '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu',
  ],
  [
    'ecr',
    { accountId: '123456789012', region: 'us-isob-east-1' },
    '123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov',
  ],
  ['gar', { location: 'europe-west1' }, 'europe-west1-docker.pkg.dev'],
  ['gar', { location: 'us' }, 'us-docker.pkg.dev'],
  ['gcr', {}, 'gcr.io'],
  ['gcr', { location: 'us' }, 'us.gcr.io'],
];

test.each(SERVERS)('%s %j is %s', (provider, parts, server) => {
  expect(serverFor(provider, parts)).toBe(server);
  expect(findProvider(server)).toBe(provider);
});

test.each(['harbor', 'artifactory', 'generic', 'quay'] as const)('%s takes any host', provider => {
  expect(serverFor(provider, { server: 'https://registry.example.com:5000/' })).toBe(
    'registry.example.com:5000',
  );
});

describe('serverFor refuses', () => {
  test.each([
    ['acr', {}, 'The server needs "registryName". Fill it in.'],
    [
      'acr',
      { registryName: 'a; rm -rf' },
      'Invalid "registryName" "a; rm -rf": it does not have the right form. Write the name of the registry, 5 to 50 letters and digits.',
    ],
    [
      'acr',
      { registryName: 'acme.azurecr.io.evil.com' },
      'Invalid "registryName" "acme.azurecr.io.evil.com"',
    ],
    [
      'icr',
      { region: 'fr' },
      'Invalid "region" "fr": it does not have the right form. Use global or one of: au-syd',
    ],
    ['icr', { region: '__proto__' }, 'Invalid "region" "__proto__"'],
    ['ecr', { region: 'eu-central-1' }, 'The server needs "accountId". Fill it in.'],
    ['ecr', { accountId: '1', region: 'eu-central-1' }, 'Invalid "accountId" "1"'],
    ['ecr', { accountId: '123456789012', region: 'evil.com/' }, 'Invalid "region" "evil.com/"'],
    ['gar', { location: 'evil.com/x' }, 'Invalid "location" "evil.com/x"'],
    [
      'gcr',
      { location: 'fr' },
      'Invalid "location" "fr": it does not have the right form. Use us, eu or asia, or leave it out.',
    ],
    ['harbor', {}, 'The server needs "server". Fill it in.'],
    ['generic', { server: 'hub.docker.com' }, 'Use docker.io.'],
  ] as const)('%s %j', (provider, parts, message) => {
    expect(() => serverFor(provider, parts)).toThrow(message);
  });
});

test.each([
  ['generic', { server: 'r.io:99999' }, 'server'],
  ['acr', { registryName: 'acme..azurecr.io' }, 'registryName'],
  ['acr', { registryName: 'x' }, 'registryName'],
] as const)('%s %j names the part that is wrong', (provider, parts, field) => {
  expect(() => serverFor(provider, parts)).toThrow(
    expect.objectContaining({ name: 'InvalidInputError', field }),
  );
});

test('a form asks for nothing where the host is known', () => {
  const asked = Object.fromEntries(providers.map(row => [row.id, row.serverParts]));

  expect(asked).toMatchObject({
    'docker-hub': [],
    ghcr: [],
    acr: ['registryName'],
    icr: ['region'],
    ecr: ['accountId', 'region'],
    gar: ['location'],
    generic: ['server'],
  });
});
