import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { startJob, type Inputs, type Step } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { startKubeApiServer, type KubeApiServer } from '@berth/test/servers/kube-apiserver';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { afterAll, beforeAll, expect, test } from 'vitest';

const PASSWORD = 'hunter2-canary';

let server: KubeApiServer;
let registry: DockerRegistry;
beforeAll(async () => {
  [server, registry] = await Promise.all([
    startKubeApiServer(['deployer', 'stranger']),
    startDockerRegistry({ auth: { kind: 'basic', users: { alice: PASSWORD } } }),
  ]);
});
afterAll(async () => {
  await server?.stop();
  await registry?.stop();
});

let namespaces = 0;
async function newNamespace(): Promise<string> {
  const name = `app-${namespaces++}`;
  await server.createNamespace(name, ['default']);
  return name;
}

async function deliver(inputs: Inputs, user?: string): Promise<Step> {
  return startJob().main({
    registry: registry.host,
    username: 'alice',
    password: PASSWORD,
    kubeconfig: server.kubeconfig(user),
    ...inputs,
  });
}

function layoutOf(): string {
  const folder = temporaryFolder('layout');
  writeOciLayout(folder, { latest: testImages.tiny });
  return folder;
}

async function configIn(namespace: string): Promise<string | undefined> {
  const url = `/api/v1/namespaces/${namespace}/secrets/docker-credentials`;
  const { status, body } = await server.request('GET', url);
  if (status === 404) return undefined;
  const { data } = body as { readonly data: Readonly<Record<string, string>> };
  return Buffer.from(data['.dockerconfigjson'] ?? '', 'base64').toString();
}

test('what is delivered to a namespace lets skopeo pull', async () => {
  const namespace = await newNamespace();
  const image = `${registry.host}/acme/api:1`;
  const layout = layoutOf();
  const step = await deliver({
    'pull-secret-namespaces': namespace,
    'pull-secret-service-accounts': 'default',
    images: image,
    source: `oci:${layout}`,
  });
  expect(step).toMatchObject({ exitCode: 0 });
  expect(step.log).toContain(
    `The pull secret "docker-credentials" in the namespace "${namespace}": created; added to the service accounts default.`,
  );
  expect(step.outputs.get('pull-secret-name')).toBe('docker-credentials');
  expect(step.outputs.get('pull-secret-namespaces')).toBe(JSON.stringify([namespace]));
  expect(step.summary).toContain(`| docker-credentials | ${namespace} | created | default |`);

  const file = path.join(temporaryFolder('kubelet'), 'config.json');
  writeFileSync(file, (await configIn(namespace)) ?? '');
  const inspect = ['inspect', '--tls-verify=false', '--format', '{{.Digest}}', `docker://${image}`];
  const digest = execFileSync('skopeo', [...inspect, '--authfile', file], { encoding: 'utf8' });
  expect(digest.trim()).toBe(step.outputs.get('digest'));
});

test('a cluster that would refuse the secret stops the step before the push', async () => {
  const [a, b] = [await newNamespace(), 'missing'];
  const step = await deliver({
    'pull-secret-namespaces': `${a}\n${b}`,
    images: `${registry.host}/acme/never:1`,
    source: `oci:${layoutOf()}`,
  });
  expect(step.exitCode).toBe(1);
  expect(step.annotations).toMatchObject([
    {
      level: 'error',
      message:
        'There is no namespace "missing" in the cluster. Create it first, or correct its name.',
    },
  ]);
  expect(await configIn(a)).toBeUndefined();
  expect(step.outputs.get('references')).toBe('[]');
  expect(step.outputs.get('pull-secret-namespaces')).toBe('[]');
});

test('dry-run: server asks the cluster and writes nothing', async () => {
  const namespace = await newNamespace();
  const inputs = { 'pull-secret-namespaces': namespace, 'dry-run': 'server' };
  const step = await deliver(inputs);
  expect(step).toMatchObject({ exitCode: 0 });
  expect(step.log).toContain(`The cluster at "${server.url}" would take it in: ${namespace}.`);
  expect(await configIn(namespace)).toBeUndefined();

  const refused = await deliver(inputs, 'stranger');
  expect(refused.exitCode).toBe(1);
  expect(refused.annotations[0]?.message).toBe(
    `The Secret "docker-credentials" in the namespace "${namespace}" is out of reach: the user "stranger" may not do this. Bind a Role in "${namespace}" to it, with the rule { apiGroups: [""], resources: [secrets], verbs: [create, patch] }.`,
  );
});

test('dry-run: true sends nothing to the cluster', async () => {
  const step = await deliver({
    'pull-secret-namespaces': 'nowhere',
    'pull-secret-service-accounts': 'default',
    'dry-run': 'true',
  });
  expect(step).toMatchObject({ exitCode: 0 });
  expect(step.log).toContain(
    `Would apply the pull secret "docker-credentials" to the namespace nowhere of the cluster at "${server.url}".\nWould add it to the service accounts default there.`,
  );
});

test('neither the password nor the token of the kubeconfig is in the log', async () => {
  const namespace = await newNamespace();
  for (const user of [undefined, 'stranger', 'nobody']) {
    const step = await deliver({ 'pull-secret-namespaces': namespace }, user);
    expect(step.log).not.toContain(PASSWORD);
    expect(step.log).not.toContain(Buffer.from(`alice:${PASSWORD}`).toString('base64'));
    expect(step.log).not.toContain(`${user ?? 'administrator'}-token`);
    expect(step.masks).toContain(`${user ?? 'administrator'}-token`);
    expect(step.summary).not.toContain(PASSWORD);
  }
});

test('the kubeconfig may be a file, in base64, or in KUBECONFIG', async () => {
  const file = path.join(temporaryFolder('kubeconfig'), 'config');
  writeFileSync(file, server.kubeconfig());
  for (const kubeconfig of [file, Buffer.from(server.kubeconfig()).toString('base64')]) {
    const namespace = await newNamespace();
    const step = await deliver({ kubeconfig, 'pull-secret-namespaces': namespace });
    expect(step).toMatchObject({ exitCode: 0 });
  }
  const namespace = await newNamespace();
  const login = { registry: registry.host, username: 'alice', password: PASSWORD };
  const inputs = { ...login, 'pull-secret-namespaces': namespace };
  const step = await startJob().main(inputs, { environment: { KUBECONFIG: file } });
  expect(step).toMatchObject({ exitCode: 0 });
  expect(await configIn(namespace)).toContain(PASSWORD);
});

test('a registry that is left out keeps what the cluster has', async () => {
  const namespace = await newNamespace();
  await deliver({ 'pull-secret-namespaces': namespace });
  const before = await configIn(namespace);
  const step = await deliver({
    'registry-auth': '[{ registry: ghcr.io, username: bot, password: "" }]',
    'if-missing-credentials': 'skip',
    'pull-secret-namespaces': namespace,
  });
  expect(step.exitCode).toBe(0);
  expect(step.annotations).toMatchObject([
    {
      level: 'warning',
      message:
        'The pull secret "docker-credentials" is not delivered: without the login to ghcr.io it would take away what the cluster has.',
    },
  ]);
  expect(await configIn(namespace)).toBe(before);
});
