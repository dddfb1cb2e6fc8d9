import { describe, expect, test } from 'vitest';
import { findProvider, providerFor } from './find-provider.ts';
import { providerTable } from './provider-table.ts';
import type { Provider, ProviderId } from './provider.ts';
import { providers } from './providers.ts';
import { dockerConfigKey } from './registry-host.ts';

const HOSTS: Readonly<Record<ProviderId, readonly string[]>> = {
  'docker-hub': ['docker.io', 'index.docker.io', 'https://index.docker.io/v1/', 'dhi.io'],
  ghcr: ['ghcr.io', 'https://GHCR.IO/acme', 'ghcr.io:443', ' ghcr.io '],
  gitlab: ['registry.gitlab.com'],
  quay: ['quay.io', 'quay.io/team'],
  harbor: [],
  ecr: [
    '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
    '123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com',
    '123456789012.dkr-ecr.us-east-1.on.aws',
    '123456789012.dkr-ecr-fips.us-east-1.on.aws',
    '123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn',
    '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu',
    '123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov',
    '123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov',
    '123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk',
    '123456789012.dkr.ecr.us-isof-south-1.csp.hci.ic.gov',
    'https://123456789012.dkr.ecr.us-east-1.amazonaws.com/team',
  ],
  'ecr-public': ['public.ecr.aws', 'public.ecr.aws/nginx/nginx', 'ecr-public.aws.com'],
  gar: [
    'europe-west1-docker.pkg.dev',
    'us-docker.pkg.dev/project/repository',
    'docker.europe-west3.rep.pkg.dev',
    'docker.s3nsregistry.fr',
  ],
  gcr: ['gcr.io', 'us.gcr.io', 'eu.gcr.io', 'asia.gcr.io', 'marketplace.gcr.io'],
  acr: [
    'acme.azurecr.io',
    'acme-a1b2c3.azurecr.io',
    'acme.azurecr.cn',
    'acme.azurecr.us',
    'acme.azurecr.de',
    'acme.westeurope.geo.azurecr.io',
  ],
  icr: [
    'icr.io',
    'private.icr.io',
    ...['au', 'br', 'ca', 'ca2', 'de', 'es', 'uk', 'in', 'in2', 'jp', 'jp2', 'us'].flatMap(
      region => [`${region}.icr.io`, `private.${region}.icr.io`],
    ),
    'registry.bluemix.net',
    'registry.ng.bluemix.net',
    'registry.eu-gb.bluemix.net',
  ],
  artifactory: ['acme.jfrog.io'],
  generic: [
    '',
    'localhost:5000',
    'registry.example.com',
    'public.ecr.aws.mirror.example.com',
    'mirror.public.ecr.aws',
    'evilghcr.io',
    'ghcr.io.evil.com',
    'ghcr.io.',
    'ghcr.io:8443',
    'ghcr.io@evil.com',
    'xghcr-io',
    'ghcrxio',
    'evil-quay.io',
    'evil.com/ghcr.io',
    'evil.com?ghcr.io',
    'hub.docker.com',
    'sub.docker.io',
    'evildhi.io',
    '12345678901.dkr.ecr.us-east-1.amazonaws.com',
    '1234567890123.dkr.ecr.us-east-1.amazonaws.com',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.com',
    '123456789012.dkr.ecr.evil.com.amazonaws.com',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com.',
    'evil-docker.pkg.dev.example.com',
    'docker.pkg.dev',
    'fr.gcr.io',
    'azurecr.io',
    'acme.azurecr.io.evil.com',
    'acme.data.azurecr.io',
    'acme.westeurope.data.azurecr.io',
    'fr.icr.io',
    'us.private.icr.io',
    'private.registry.ng.bluemix.net',
    'jfrog.io',
    '__proto__',
  ],
};

const EACH_HOST = Object.entries(HOSTS).flatMap(([id, servers]) =>
  servers.map(server => ({ id, server })),
);

test.each(EACH_HOST)('$server is $id', ({ id, server }) => {
  expect(findProvider(server)).toBe(id);
});

test('there is one row for each provider', () => {
  expect(providers.map(row => row.id)).toEqual(Object.keys(HOSTS));
  expect(providerTable.map(row => providerFor(row.id))).toEqual(providerTable);
});

describe.each(providers.map(row => [row.id, row] as const))('the row %s', (id, row) => {
  test('agrees with itself', () => {
    const server = row.defaultServer;
    if (server !== undefined) {
      expect(findProvider(server)).toBe(id);
      expect(dockerConfigKey(server)).toBe(row.configKey ?? server);
    }
    expect(server ?? row.serverParts[0]).toBeDefined();
    expect(row.credentialKinds).toContain('password');
    if (row.keyless !== undefined) expect(row.credentialKinds).toContain(row.keyless);
    expect(row.keyless === undefined).toBe(row.tokenLifetime === undefined);
    expect(new URL(row.docs).protocol).toBe('https:');
  });

  test('has anchored patterns without flags', () => {
    for (const pattern of row.hosts) expect(pattern.source + pattern.flags).toMatch(/^\^.*\$$/);
  });
});

describe('what a form shows', () => {
  test.each([
    ['docker-hub', 'Docker ID', 'Password or access token'],
    ['acr', 'Application (client) ID', 'Client secret'],
    ['ecr', 'Access key ID', 'Secret access key'],
    ['gcr', 'User name (_json_key for a key file)', 'Service account key (the whole JSON file)'],
    ['icr', 'User name (iamapikey)', 'IAM API key'],
    ['generic', 'User name', 'Password, access token or API key'],
  ] as const)('%s', (id, username, password) => {
    expect(provider(id)?.labels).toMatchObject({ username, password });
  });

  test('that a token can be revoked without a change of the password', () => {
    expect(provider('docker-hub')?.labels.hint).toMatch(/^An access token can be revoked without/);
  });

  test('that the key of a service ID outlives people and is shown once', () => {
    expect(provider('icr')?.labels.hint).toBe(
      'Prefer the key of a service ID: the key of a person stops working when the person leaves. A key is shown once.',
    );
  });

  test('that pulls without a login are limited by an address which others share', () => {
    expect(provider('docker-hub')?.networkNotes[0]).toMatch(
      /without a login by IP address, which everybody behind that address shares \(100 in 6 hours/,
    );
  });

  test('how the network can be restricted', () => {
    expect(provider('icr')?.networkNotes).toEqual([
      expect.stringMatching(/^Context-based restrictions .* no change when addresses change/),
      expect.stringMatching(/private endpoint: private\.us\.icr\.io/),
      expect.stringMatching(/^Lists of allowed IP addresses go stale: .* read them from its API/),
    ]);
  });

  test('that ECR takes keys, a role, or nothing but the role of the nodes', () => {
    expect(provider('ecr')?.credentialKinds).toEqual([
      'aws-keys',
      'aws-role',
      'node-role',
      'password',
    ]);
  });
});

test('hosts of any length take linear time', () => {
  for (const part of ['a-', '1', 'a.', '123456789012.dkr.ecr.', '-docker.pkg.dev', 'private.']) {
    expect(findProvider(part.repeat(200_000))).toBe('generic');
  }
});

function provider(id: ProviderId): Provider | undefined {
  return providers.find(row => row.id === id);
}
