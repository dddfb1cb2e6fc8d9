import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startJob, type Inputs } from '@berth/test/runner/action';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import {
  startDockerHubIdentity,
  type DockerHubIdentity,
} from '@berth/test/servers/docker-hub-identity';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '@berth/test/servers/identity-provider';
import { startVendorRegistry, type VendorRegistry } from '@berth/test/servers/vendor-registry';
import { expectNoTrace } from './no-trace.ts';

const CONNECTION = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const KEY = 'https://index.docker.io/v1/';

const ca = createCertificateAuthority();
let issuer: IdentityProvider;
let hub: DockerHubIdentity;
let registry: VendorRegistry;
let proxy: ForwardProxy;

beforeAll(async () => {
  const tls = ca.issue(['DNS:identity.docker.com', 'DNS:registry-1.docker.io']);
  issuer = await startIdentityProvider();
  hub = await startDockerHubIdentity({
    ...{ tls, connectionId: CONNECTION, subjects: ['repo:acme/api:ref:refs/heads/main'] },
    trusts: { issuer, audience: 'https://identity.docker.com' },
  });
  registry = await startVendorRegistry({
    tls,
    accepts: (username, password) => username === 'acme' && hub.issued.at(-1) === password,
  });
  proxy = await startForwardProxy({
    tunnelsTo: { 'identity.docker.com': hub.port, 'registry-1.docker.io': registry.port },
  });
});
afterEach(() => expect(hub.faults).toEqual([]));
afterAll(() => Promise.all([proxy, registry, hub, issuer].map(server => server.stop())));

const environment = () => ({ HTTPS_PROXY: proxy.url, ...issuer.environment });
const inputs = (more: Inputs = {}): Inputs => ({
  username: 'acme',
  'connection-id': CONNECTION,
  'ca-certificate': ca.certificate,
  retries: '0',
  ...more,
});

describe('a connection of a Docker Hub organization', () => {
  test('logs in without a registry being named, and out again', async () => {
    const job = startJob();
    const step = await job.main(inputs(), { environment: environment() });

    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    const token = hub.issued.at(-1) ?? '';
    expect(JSON.parse(readFileSync(job.configFile, 'utf8'))).toEqual({
      auths: { [KEY]: { auth: Buffer.from(`acme:${token}`).toString('base64') } },
    });
    expect(step.outputs.get('username')).toBe('acme');
    expect(Date.parse(step.outputs.get('expires-at') ?? '')).toBeGreaterThan(Date.now());
    expect(step.summary).toContain('Docker Hub connection');
    expectNoTrace(step, hub.issued);

    expect(await step.post()).toMatchObject({ exitCode: 0, log: `Logged out of ${KEY}.\n` });
    expect(existsSync(job.configFile)).toBe(false);
  });

  test('waits as long as it is told where there are too many requests', async () => {
    hub.faults.push({ status: 429, headers: { 'retry-after': '1' } });
    const step = await startJob().main(inputs({ retries: '1' }), { environment: environment() });

    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.log).toContain('"identity.docker.com" failed (429); trying again');
  });

  test('another connection', async () => {
    const other = CONNECTION.replace('3', '4');
    const step = await startJob().main(inputs({ 'connection-id': other }), {
      environment: environment(),
    });
    expect(step.exitCode).toBe(1);
    expect(step.annotations[0]?.message).toMatch(
      /^Cannot log in to docker\.io \(Docker Hub connection\): "identity\.docker\.com" /,
    );
  });
});
