import { Secret, type ProviderId } from '@berth/core';
import { expect, test } from 'vitest';
import { shortLivedLogins } from './short-lived-logins.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const ACR_TOKEN_USER = '00000000-0000-0000-0000-000000000000';

interface Case {
  readonly host: string;
  readonly provider: ProviderId;
  readonly username?: string;
  readonly password?: string;
  readonly expiresAt?: string;
}

function told({ host, provider, username = 'bot', password = 'lasting', expiresAt }: Case) {
  const login = { server: host, username, password: new Secret(password) };
  const one = { host, provider, login, ...(expiresAt !== undefined && { expiresAt }) };
  return shortLivedLogins([one], NOW);
}

test.each<[Case, string]>([
  [
    { host: 'ghcr.io', provider: 'ghcr', password: 'ghs_canary' },
    'The login to ghcr.io in the pull secret ends with this job; for a cluster use a personal access token (classic) with read:packages.',
  ],
  [
    { host: 'registry.gitlab.com', provider: 'gitlab', username: 'gitlab-ci-token' },
    'The login to registry.gitlab.com in the pull secret ends with its job; for a cluster use a deploy token with read_registry.',
  ],
  [
    { host: '1.dkr.ecr.eu-west-1.amazonaws.com', provider: 'ecr', username: 'AWS' },
    "The login to 1.dkr.ecr.eu-west-1.amazonaws.com in the pull secret ends after 12 hours; for a cluster use the role of the cluster's nodes, or run this step on a schedule.",
  ],
  [
    { host: 'europe-docker.pkg.dev', provider: 'gar', username: 'oauth2accesstoken' },
    "The login to europe-docker.pkg.dev in the pull secret ends after an hour at most; for a cluster use the service account of the cluster's nodes, or the key of one.",
  ],
  [
    { host: 'acme.azurecr.io', provider: 'acr', username: ACR_TOKEN_USER },
    "The login to acme.azurecr.io in the pull secret ends after 3 hours; for a cluster use the identity of the cluster's nodes, or a service principal.",
  ],
  [
    { host: 'docker.io', provider: 'docker-hub', expiresAt: '2026-11-21T12:05:00Z' },
    'The login to docker.io in the pull secret ends at 2026-11-21T12:05:00Z; for a cluster use a personal or organization access token.',
  ],
  [
    { host: 'icr.io', provider: 'icr', username: 'iambearer' },
    'The login to icr.io in the pull secret ends after an hour; for a cluster use the API key of a service ID.',
  ],
  [
    { host: 'r.example', provider: 'generic', expiresAt: '2026-11-20T12:00:00Z' },
    'The login to r.example in the pull secret ends at 2026-11-20T12:00:00Z; for a cluster use a robot account or token that lasts.',
  ],
])('%o', (login, sentence) => {
  expect(told(login)).toEqual([sentence]);
  expect(sentence).not.toContain('canary');
});

test.each<Case>([
  { host: 'ghcr.io', provider: 'ghcr', password: 'ghp_lasting' },
  { host: 'docker.io', provider: 'docker-hub', expiresAt: '2026-11-22T12:00:01Z' },
  { host: 'icr.io', provider: 'icr', username: 'iamapikey' },
  // What is known of the end counts more than how it looks.
  { host: 'r.example', provider: 'generic', username: 'AWS', expiresAt: '2027-01-01T00:00:00Z' },
])('nothing is told of what lasts: %o', login => {
  expect(told(login)).toEqual([]);
});
