import { parseImageReference, Secret, type RegistryLogin } from '@berth/core';
import { describe, expect, test } from 'vitest';
import { programFailure, pushByProgramFailure } from './program-failure.ts';
import type { PushTarget } from './push-target.ts';

const HOST = 'ghcr.io';
const login: RegistryLogin = { server: HOST, username: 'alice', password: new Secret('ghs_x') };
const target: PushTarget = {
  host: HOST,
  provider: 'generic',
  connection: { server: HOST },
  login,
  references: [parseImageReference(`${HOST}/a/b:1`)],
  pusher: 'docker',
};

function failure(program: 'docker' | 'podman', stderr: string, over: Partial<PushTarget> = {}) {
  const result = { exitCode: 1, stdout: 'The push refers to repository [ghcr.io/a/b]\n', stderr };
  const name = `${HOST}/a/b:1`;
  const pushed = { program, name, target: { ...target, ...over }, login };
  return pushByProgramFailure(pushed, result).message.slice(
    `${program} push ${name} failed`.length,
  );
}

// What docker 20.10 and 28 and podman 4.3 and 5.4 write.
describe('a push that fails says what the program said, and what to do', () => {
  const url = 'Get "https://ghcr.io/v2/"';
  test.each([
    [
      'docker',
      `${url}: tls: failed to verify certificate: x509: certificate signed by unknown authority`,
      'The Docker daemon reads authorities from /etc/docker/certs.d/ghcr.io/ca.crt only: put the certificate there, or push an archive with ca-certificate.',
    ],
    [
      'podman',
      `pinging container registry ghcr.io: ${url}: x509: certificate signed by unknown authority`,
      "Give that authority's certificate as ca-certificate.",
    ],
    [
      'docker',
      `${url}: x509: certificate has expired or is not yet valid: current time 2026-10-01T00:00:00Z is after 2026-09-01T00:00:00Z`,
      "Renew the registry's certificate, and check the clock of this machine.",
    ],
    [
      'podman',
      `${url}: x509: certificate is valid for other.example, not ghcr.io`,
      'Use a name that the certificate holds, or add this one to it.',
    ],
    [
      'docker',
      `${url}: http: server gave HTTP response to HTTPS client`,
      `Put "ghcr.io" into "insecure-registries" of the Docker daemon's daemon.json, or push an archive with insecure: true.`,
    ],
    [
      'podman',
      `pinging container registry ghcr.io: ${url}: http: server gave HTTP response to HTTPS client`,
      'Set insecure to true if the password may cross the network readable.',
    ],
    [
      'docker',
      `${url}: dial tcp: lookup ghcr.io on 127.0.0.53:53: no such host`,
      'Check the spelling of the registry, and the DNS of the Docker daemon.',
    ],
    [
      'podman',
      `${url}: dial tcp: lookup ghcr.io: Temporary failure in name resolution`,
      'Check the spelling of the registry, and the DNS of this machine.',
    ],
    [
      'docker',
      `${url}: proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused`,
      'Check the proxy of the Docker daemon, or add "ghcr.io" to its NO_PROXY.',
    ],
    // Go tells only the status line of a proxy that wants a login.
    [
      'podman',
      `${url}: Proxy Authentication Required`,
      'Check HTTPS_PROXY, or add "ghcr.io" to NO_PROXY.',
    ],
    [
      'docker',
      'toomanyrequests: You have reached your pull rate limit',
      'Try again later, or log in with an account that may make more requests.',
    ],
    [
      'docker',
      'denied: requested access to the resource is denied',
      'Check that the repository is spelled right and that the login may push there.',
    ],
    [
      'podman',
      'writing manifest: requesting access: 403 Forbidden',
      'Check that the repository is spelled right and that the login may push there.',
    ],
    [
      'docker',
      'received unexpected HTTP status: 500 Internal Server Error',
      'The registry itself failed. That often passes: run the job again, or let it try more often with "retries".',
    ],
    [
      'docker',
      `${url}: net/http: TLS handshake timeout`,
      'The registry did not answer in time. That often passes: run the job again, or let it try more often with "retries".',
    ],
    [
      'podman',
      'writing blob: Put "https://ghcr.io/v2/a/b": write: connection reset by peer',
      'The connection broke off. That often passes: run the job again, or let it try more often with "retries".',
    ],
    [
      'docker',
      'name unknown: The repository with name a/b does not exist',
      'Create the repository first, or check its name.',
    ],
  ] as const)('%s: %s', (program, line, advice) => {
    expect(failure(program, `${line}\n`)).toBe(`: ${line}. ${advice}`);
  });

  test('with the advice for the provider', () => {
    expect(failure('docker', 'denied: permission_denied', { provider: 'ghcr' })).toBe(
      ': denied: permission_denied. Add "permissions: packages: write" to the job; and in the package\'s settings, under "Manage Actions access", give this repository the role Write.',
    );
  });

  test('and gives no advice where it does not know', () => {
    const line = 'unknown blob sha256:0123abcd403';
    expect(failure('docker', line)).toBe(`: ${line}`);
  });
});

test('a line of a stranger is one line of text, and no longer than people read', () => {
  expect(failure('docker', 'Error response from daemon: \u001b[31mno\u0007 \u001b[0mway')).toBe(
    ': no way',
  );
  expect(failure('podman', `Error: ${'x'.repeat(5000)}`)).toBe(`: ${'x'.repeat(500)}…`);
});

test('a cause that stands behind a long address is read', () => {
  const address = `https://ghcr.io/v2/a/b/blobs/uploads/1?_state=${'x'.repeat(900)}&digest=sha256:1`;
  const line = `writing blob: Patch "${address}": write: connection reset by peer`;
  expect(failure('podman', `Error: ${line}`)).toBe(
    `: ${line.slice(0, 500)}…. The connection broke off. That often passes: run the job again, or let it try more often with "retries".`,
  );
});

test('a line of any length is read in time', () => {
  const line = `denied: ${'repository '.repeat(1e6)}`;
  expect(failure('podman', line)).toMatch(/…\. Check that the repository is spelled right/);
});

describe('a program that cannot be used says why', () => {
  test.each([
    [
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission denied',
      'docker cannot be used: this user may not open its socket (permission denied). Add the user to the group docker, or push an archive or a folder: docker-archive:, oci-archive:, oci:.',
    ],
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'docker cannot be used: its daemon does not answer. Start it, check DOCKER_HOST, or push an archive or a folder: docker-archive:, oci-archive:, oci:.',
    ],
    [
      'failed to connect to the docker API at unix:///x.sock',
      'docker cannot be used: its daemon does not answer. Start it, check DOCKER_HOST, or push an archive or a folder: docker-archive:, oci-archive:, oci:.',
    ],
    ['something else', 'docker image inspect failed: something else'],
  ])('%s', (stderr, message) => {
    const result = { exitCode: 1, stdout: '[]\n', stderr };
    expect(programFailure('docker', 'image inspect', result).message).toBe(message);
  });
});
