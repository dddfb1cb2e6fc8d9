import { describe, expect, test } from 'vitest';
import { canonicalHost, dockerConfigKey } from './registry-host.ts';

const HUB = 'https://index.docker.io/v1/';

describe('one registry has one host and one key', () => {
  test.each([
    ['docker.io', 'docker.io', HUB],
    ['Docker.IO', 'docker.io', HUB],
    ['index.docker.io', 'docker.io', HUB],
    ['registry-1.docker.io', 'docker.io', HUB],
    ['https://index.docker.io/v1/', 'docker.io', HUB],
    ['https://index.docker.io/v1', 'docker.io', HUB],
    ['http://docker.io', 'docker.io', HUB],
    ['https://docker.io:443/', 'docker.io', HUB],
    [' docker.io/library/nginx\n', 'docker.io', HUB],
    ['dhi.io', 'dhi.io', 'dhi.io'],
    ['ghcr.io', 'ghcr.io', 'ghcr.io'],
    ['https://GHCR.io/', 'ghcr.io', 'ghcr.io'],
    ['HTTPS://ghcr.io/acme', 'ghcr.io', 'ghcr.io'],
    ['\u00a0ghcr.io\ufeff', 'ghcr.io', 'ghcr.io'],
    ['oci://ghcr.io/acme/chart', 'ghcr.io', 'ghcr.io'],
    ['docker://ghcr.io/acme/api:v1', 'ghcr.io', 'ghcr.io'],
    ['ghcr.io/acme/api@sha256:0123', 'ghcr.io', 'ghcr.io'],
    ['https://user:pw@registry.example.com/v2/', 'registry.example.com', 'registry.example.com'],
    ['https://us.gcr.io', 'us.gcr.io', 'us.gcr.io'],
    ['https://host.example.com/v1/', 'host.example.com', 'host.example.com'],
    ['Localhost:5000', 'localhost:5000', 'localhost:5000'],
    ['[::1]:5000', '[::1]:5000', '[::1]:5000'],
    ['http://[FE80::1]:5000/v2/', '[fe80::1]:5000', '[fe80::1]:5000'],
  ])('%j', (server, host, key) => {
    expect(canonicalHost(server)).toBe(host);
    expect(dockerConfigKey(server)).toBe(key);
  });
});

describe('a port stays unless the scheme makes it the default', () => {
  test.each([
    ['ghcr.io:443', 'ghcr.io:443'],
    ['docker.io:443', 'docker.io:443'],
    ['https://ghcr.io:443', 'ghcr.io'],
    ['https://ghcr.io:80', 'ghcr.io:80'],
    ['https://ghcr.io:8443', 'ghcr.io:8443'],
    ['http://registry.example.com:80', 'registry.example.com'],
    ['http://registry.example.com:443', 'registry.example.com:443'],
    ['http://localhost:80', 'localhost'],
    // Without its port such a name would be read as a repository of Docker Hub.
    ['https://registry:443', 'registry:443'],
    // Without its port the kubelet would read the brackets as a pattern.
    ['https://[::1]:443', '[::1]:443'],
    ['https://[::ffff:10.0.0.1]:443', '[::ffff:10.0.0.1]:443'],
  ])('%j', (server, host) => {
    expect(canonicalHost(server)).toBe(host);
  });
});

test.each([
  'hub.docker.com',
  'registry.hub.docker.com',
  'evil-docker.io',
  'docker.io.evil.com',
  'docker.io.',
  'user.docker.io',
])('%j is not Docker Hub', server => {
  expect(canonicalHost(server)).toBe(server);
});

test('text of any length takes linear time', () => {
  for (const part of [':443', '/', '@', 'a.', ' ', 'https://']) {
    expect(canonicalHost(part.repeat(500_000)).length).toBeLessThan(2_000_001);
  }
});
