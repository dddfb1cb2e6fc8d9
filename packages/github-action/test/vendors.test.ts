import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startJob, type Inputs } from '@berth/test/runner/action';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';

// The vendors' hosts cannot be reached in a test: a registry of ours answers in their names, behind a proxy.
const NAMES = [
  'registry-1.docker.io',
  'ghcr.io',
  'us.icr.io',
  '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  'europe-docker.pkg.dev',
  'acme.azurecr.io',
];
const CLIENT_ID = '11111111-2222-4333-8444-555555555555';
const GOOGLE_KEY = JSON.stringify({
  type: 'service_account',
  project_id: 'acme',
  private_key_id: 'k1',
  private_key: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n',
  client_email: 'ci@acme.iam.gserviceaccount.com',
});
const ca = createCertificateAuthority();
let registry: DockerRegistry;
let proxy: ForwardProxy;

beforeAll(async () => {
  const users = {
    alice: 'dckr_pat_1',
    iamapikey: 'ibm-key',
    AWS: 'ecr-token',
    _json_key: GOOGLE_KEY,
    [CLIENT_ID]: 'sp~secret',
  };
  const tls = ca.issue(NAMES.map(name => `DNS:${name}`));
  registry = await startDockerRegistry({ auth: { kind: 'basic', users }, tls });
  proxy = await startForwardProxy({ tunnelsTo: registry.port });
});
afterAll(async () => {
  await proxy.stop();
  await registry.stop();
});

test.each<[string, Inputs, { host: string; key: string; login: string }]>([
  [
    'Docker Hub, under the key that every client finds',
    { username: 'alice', password: 'dckr_pat_1' },
    { host: 'registry-1.docker.io', key: 'https://index.docker.io/v1/', login: 'alice:dckr_pat_1' },
  ],
  [
    'Docker Hub by its old address',
    { registry: 'https://index.docker.io/v1/', username: 'alice', password: 'dckr_pat_1' },
    { host: 'registry-1.docker.io', key: 'https://index.docker.io/v1/', login: 'alice:dckr_pat_1' },
  ],
  [
    'a registry in upper case',
    { registry: 'GHCR.IO', username: 'alice', password: 'dckr_pat_1' },
    { host: 'ghcr.io', key: 'ghcr.io', login: 'alice:dckr_pat_1' },
  ],
  [
    'IBM Cloud, without a user name',
    { registry: 'us.icr.io', password: 'ibm-key' },
    { host: 'us.icr.io', key: 'us.icr.io', login: 'iamapikey:ibm-key' },
  ],
  [
    'Amazon ECR, without a user name',
    { registry: NAMES[3] ?? '', password: 'ecr-token' },
    { host: NAMES[3] ?? '', key: NAMES[3] ?? '', login: 'AWS:ecr-token' },
  ],
  [
    'Google, with the key of a service account',
    { registry: 'europe-docker.pkg.dev', password: GOOGLE_KEY },
    {
      host: 'europe-docker.pkg.dev',
      key: 'europe-docker.pkg.dev',
      login: `_json_key:${GOOGLE_KEY}`,
    },
  ],
  [
    'Azure, with a service principal',
    { registry: 'acme.azurecr.io', username: CLIENT_ID, password: 'sp~secret' },
    { host: 'acme.azurecr.io', key: 'acme.azurecr.io', login: `${CLIENT_ID}:sp~secret` },
  ],
])('logs in to %s, and out again', async (_, inputs, { host, key, login }) => {
  const job = startJob();
  const step = await job.main(
    { ...inputs, 'ca-certificate': ca.certificate },
    { environment: { HTTPS_PROXY: proxy.url } },
  );

  expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
  expect(JSON.parse(readFileSync(job.configFile, 'utf8'))).toEqual({
    auths: { [key]: { auth: Buffer.from(login).toString('base64') } },
  });
  expect(proxy.requests.at(-1)).toBe(`CONNECT ${host}:443`);

  expect(await step.post()).toMatchObject({ exitCode: 0, log: `Logged out of ${key}.\n` });
  expect(readdirSync(job.home)).toEqual([]);
});

test('masks no user name that is the same for everybody', async () => {
  const inputs = {
    registry: NAMES[3] ?? '',
    password: 'ecr-token',
    'ca-certificate': ca.certificate,
  };
  const step = await startJob().main(inputs, { environment: { HTTPS_PROXY: proxy.url } });
  expect(step.masks).toContain('ecr-token');
  expect(step.masks).not.toContain('AWS');
  expect(step.outputs.get('username')).toBe('AWS');
});
