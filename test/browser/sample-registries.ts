import { createCertificateAuthority } from '../servers/certificate-authority.ts';
import { startDockerRegistry } from '../servers/docker-registry.ts';
import { startForwardProxy } from '../servers/forward-proxy.ts';
import type { Portal } from './portal.ts';

const [USERNAME, PASSWORD] = ['acme-ci', 'correct horse'];
/** Names under which a registry of this machine answers, through the proxy. */
const HOSTS = [
  ...['registry-1.docker.io', 'ghcr.io', 'quay.io', 'harbor.acme.example'],
  '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
];
const OPEN_HOST = 'mirror.acme.example';
/** One whose certificate nobody here trusts. */
const FOREIGN_HOST = 'registry.lab.acme.example';
/** One that no DNS knows. */
const LOST_HOST = 'artifactory.acme.example';
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Servers that stand in the place of the internet's registries, for the samples below. */
export interface SampleInternet {
  /** What the backend is started with to get there. */
  readonly environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** Real registries behind a proxy, so that every status but that of a cloud's is really found. */
export async function startSampleInternet(): Promise<SampleInternet> {
  const authority = createCertificateAuthority();
  const names = [...HOSTS, OPEN_HOST].map(host => `DNS:${host}`);
  const auth = { kind: 'basic', users: { [USERNAME]: PASSWORD } } as const;
  const registry = await startDockerRegistry({ auth, tls: authority.issue(names) });
  const open = await startDockerRegistry({ tls: authority.issue(names) });
  const foreign = await startDockerRegistry({
    ...{ auth, tls: createCertificateAuthority().issue([`DNS:${FOREIGN_HOST}`]) },
  });
  const proxy = await startForwardProxy({
    tunnelsTo: {
      ...Object.fromEntries(HOSTS.map(host => [host, registry.port])),
      ...{ [OPEN_HOST]: open.port, [FOREIGN_HOST]: foreign.port },
    },
  });
  return {
    environment: {
      HTTPS_PROXY: proxy.url,
      NO_PROXY: `localhost,127.0.0.1,${LOST_HOST}`,
      NODE_EXTRA_CA_CERTS: authority.certificateFile,
    },
    async stop() {
      await Promise.all([proxy.stop(), registry.stop(), open.stop(), foreign.stop()]);
    },
  };
}

/** Enters what a company of some size has, and has it all checked. */
export async function enterSamples(portal: Portal): Promise<void> {
  // Mended below, so that one of them has a history.
  await enter(portal, 'harbor', { ...HARBOR, pullCredential: login('harbor', { password: 'no' }) });
  for (const [name, input] of Object.entries(samples())) await enter(portal, name, input);
  // Left behind by a registry that is gone.
  await portal.ask('PUT', '/credentials/old-robot', {
    ...{ title: 'Robot of the old builds', kind: 'password', username: USERNAME },
    ...{ password: PASSWORD, hosts: [LOST_HOST], owner: 'group:default/platform' },
  });
  await portal.ask('PUT', '/default-registry', { registry: 'ghcr' });
  for (const [app, registry, repository] of [
    ['payments-api', 'harbor', 'acme/payments'],
    ['invoices', 'harbor', 'acme/invoices'],
    ['website', 'docker-hub', 'acme/website'],
  ]) {
    const selection = { registry, repository };
    await portal.ask('PUT', `/apps/component/default/${app}/selections/*`, selection);
  }
}

async function enter(portal: Portal, name: string, input: object): Promise<void> {
  await portal.ask('PUT', `/registries/${name}`, input);
  await portal.ask('POST', `/registries/${name}/checks`, { purpose: 'pull' });
}

const HARBOR = {
  ...{ title: 'Production images', provider: 'harbor', server: 'harbor.acme.example' },
  owner: 'group:default/platform',
};

function samples(): Readonly<Record<string, object>> {
  return {
    ghcr: {
      ...{ title: 'GitHub packages', provider: 'ghcr', purposes: ['pull', 'push'] },
      ...{ owner: 'group:default/platform', pullCredential: login('ghcr') },
    },
    'docker-hub': {
      ...{ title: 'Docker Hub', provider: 'docker-hub', purposes: ['pull', 'source'] },
      pullCredential: login('docker-hub'),
    },
    harbor: {
      ...HARBOR,
      pullCredential: login('harbor', {
        email: 'platform@acme.example',
        expiresAt: new Date(Date.now() + 20 * DAY_MS).toISOString(),
      }),
    },
    quay: {
      ...{ title: 'Partner images', provider: 'quay' },
      pullCredential: login('quay', { password: 'an old one' }),
    },
    lab: {
      ...{ title: 'Test laboratory', provider: 'generic', server: FOREIGN_HOST },
      pullCredential: login('lab'),
    },
    artifactory: {
      ...{ title: 'Old builds', provider: 'artifactory', server: LOST_HOST },
      pullCredential: login('artifactory', { email: 'builds@acme.example' }),
    },
    mirror: { title: 'Mirror of base images', provider: 'generic', server: OPEN_HOST },
    'ecr-frankfurt': {
      ...{ title: 'Workloads in Frankfurt', provider: 'ecr' },
      serverParts: { accountId: '123456789012', region: 'eu-central-1' },
      pullCredential: {
        ...{ name: 'ecr-frankfurt', kind: 'aws-role' },
        roleArn: 'arn:aws:iam::123456789012:role/berth-pull',
      },
    },
  };
}

function login(name: string, changes: object = {}): object {
  return { name, kind: 'password', username: USERNAME, password: PASSWORD, ...changes };
}
