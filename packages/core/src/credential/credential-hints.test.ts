import { expect, test } from 'vitest';
import { credentialHints } from './credential-hints.ts';
import { parseCredential } from './parse-credential.ts';

const JWT = `eyJhbGciOiJub25lIn0.${btoa('{"exp":1800000000}').replace('=', '')}.c2ln`;
const FINE_GRAINED =
  'This is a fine-grained token of GitHub. The GitHub Container Registry does not take it: make a personal access token (classic) with read:packages.';

test.each([
  [{ username: 'ada', password: 'dckr_pat_x' }, 'docker.io', []],
  [
    { username: 'ada', password: 'hunter2' },
    'https://index.docker.io/v1/',
    ['An access token is better than a password: it can be revoked by itself.'],
  ],
  [
    { username: 'ada@example.com', password: 'dckr_pat_x' },
    'docker.io',
    ['The user name is a mail address. Expected here: Docker ID.'],
  ],
  [{ username: 'ada@example.com', password: 'p' }, 'registry.example.com', []],
  [
    { username: 'acme', password: 'dckr_oat_x' },
    'docker.io',
    [
      'This is an organization access token of Docker Hub. The user name is the name of the organization.',
    ],
  ],
  [{ username: 'ada', password: 'ghp_x' }, 'ghcr.io', []],
  [{ username: 'ada', password: 'github_pat_x' }, 'ghcr.io', [FINE_GRAINED]],
  [{ password: 'github_pat_x' }, undefined, [FINE_GRAINED]],
  [
    { username: 'ada', password: 'ghp_x' },
    'quay.io',
    [
      'This looks like a personal access token (classic) of GitHub, which belongs to ghcr.io, not to quay.io.',
    ],
  ],
  [{ username: 'ada', password: JWT }, 'ghcr.io', ['The token ends at 2027-01-15T08:00:00.000Z.']],
  [
    { username: 'AWS', password: 'p' },
    'public.ecr.aws',
    ['A token of ECR lasts 12 hours: store access keys or a role to get new ones.'],
  ],
  [
    { username: 'AKIAIOSFODNN7EXAMPLE', password: 'p' },
    'public.ecr.aws',
    ['These look like access keys of AWS, which no registry takes: store them as such.'],
  ],
])('%#', (login, server, hints) => {
  expect(credentialHints(parseCredential({ kind: 'password', ...login }), server)).toEqual(hints);
});

test('the name of a service principal where its ID belongs', () => {
  const principal = { kind: 'azure-service-principal', clientSecret: 's' };
  const clientId = '72f988bf-86f1-41af-91ab-2d7cd011db47';

  expect(credentialHints(parseCredential({ ...principal, clientId }))).toEqual([]);
  expect(credentialHints(parseCredential({ ...principal, clientId: 'reader' }))).toEqual([
    'The client ID is usually a UUID: the application (client) ID, not the name.',
  ]);
});
