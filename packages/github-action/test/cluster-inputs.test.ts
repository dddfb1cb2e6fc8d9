import { existsSync } from 'node:fs';
import path from 'node:path';
import { startJob } from '@berth/test/runner/action';
import { startDockerRegistry } from '@berth/test/servers/docker-registry';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { describe, expect, test } from 'vitest';

const LOGIN = { registry: 'ghcr.io', username: 'alice', password: 'hunter2-canary' };

const kubeconfig = (server: string, token = 'kube-canary') =>
  JSON.stringify({
    'current-context': 'x',
    clusters: [{ name: 'x', cluster: { server } }],
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
    users: [{ name: 'x', user: { token } }],
  });

describe('a cluster is refused before anything is sent', () => {
  const config = kubeconfig('https://k8s.example');
  const label =
    'it is not a DNS label of at most 63 characters. Use lowercase letters, digits and "-", with a letter or digit at both ends.';
  test.each([
    [
      'service accounts without a namespace',
      { 'pull-secret-service-accounts': 'default', kubeconfig: config },
      [
        [
          'Berth: wrong input pull-secret-namespaces',
          'The input pull-secret-service-accounts is given, and no namespace to deliver a pull secret to. Add "pull-secret-namespaces".',
        ],
      ],
    ],
    [
      'a kubeconfig without a namespace',
      { kubeconfig: config },
      [
        [
          'Berth: wrong input pull-secret-namespaces',
          'The input kubeconfig is given, and no namespace to deliver a pull secret to. Add "pull-secret-namespaces".',
        ],
      ],
    ],
    [
      'all names that are none, and those given twice, at once',
      {
        'pull-secret-namespaces': '../kube-system\nTeam_A\nb\nb',
        'pull-secret-service-accounts': 'default/x',
        kubeconfig: config,
      },
      [
        [
          'Berth: wrong input pull-secret-namespaces',
          `Invalid namespace "../kube-system": ${label}`,
        ],
        ['Berth: wrong input pull-secret-namespaces', `Invalid namespace "Team_A": ${label}`],
        [
          'Berth: wrong input pull-secret-namespaces',
          'The namespace "b" is named twice. Remove one.',
        ],
        [
          'Berth: wrong input pull-secret-service-accounts',
          'Invalid name of a ServiceAccount "default/x": it is not a DNS subdomain of at most 253 characters. Use lowercase letters, digits, "-" and ".", with a letter or digit at both ends and beside every dot.',
        ],
      ],
    ],
    [
      'a kubeconfig that is spoilt, whose text stays hidden',
      { 'pull-secret-namespaces': 'a', kubeconfig: 'users:\n- token: "kube-canary\n x: [' },
      [
        [
          'Berth: wrong input kubeconfig',
          'Invalid kubeconfig: it is not YAML from line 3 on. Make one with "kubectl config view --raw --minify --flatten".',
        ],
      ],
    ],
    [
      'no kubeconfig at all',
      { 'pull-secret-namespaces': 'a' },
      [
        [
          'Berth: wrong input kubeconfig',
          'Invalid kubeconfig: none is given, and there is neither KUBECONFIG nor ~/.kube/config. Give "kubeconfig" as text or as the path of a file.',
        ],
      ],
    ],
  ])('%s', async (_, inputs, annotations) => {
    const job = startJob();
    const step = await job.main({ ...LOGIN, ...inputs });
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ title, message }) => [title, message])).toEqual(annotations);
    expect(step.log).not.toContain('canary');
    expect(existsSync(job.configFile)).toBe(false);
  });
});

test('a cluster that fails midway is told, and what has the secret is in the outputs', async () => {
  const registry = await startDockerRegistry({
    auth: { kind: 'basic', users: { alice: LOGIN.password } },
  });
  const secret = { metadata: { resourceVersion: '1' } };
  const cluster = await startScriptedServer({
    '/api/v1/namespaces/a/secrets/docker-credentials': [
      { status: 201, body: JSON.stringify(secret) },
    ],
    '/api/v1/namespaces/b/secrets/docker-credentials': [
      { status: 201, body: JSON.stringify(secret) },
      {
        status: 403,
        body: '{"reason":"Forbidden","message":"admission webhook \\"p.example\\" denied the request: hunter2-canary"}',
      },
    ],
  });
  try {
    const step = await startJob().main({
      ...LOGIN,
      registry: registry.host,
      kubeconfig: kubeconfig(cluster.url),
      'pull-secret-namespaces': 'a\nb',
    });
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ message }) => message)).toEqual([
      'The pull secret "docker-credentials" was delivered to "a", and not to "b". Running the step again completes it.',
      'The Secret "docker-credentials" in the namespace "b" is out of reach: the admission webhook "p.example" refuses it. Its policy tells why.',
    ]);
    expect(step.annotations.map(({ title }) => title)).toEqual([
      'Berth: cluster',
      'Berth: cluster',
    ]);
    expect(step.outputs.get('pull-secret-namespaces')).toBe('["a"]');
    expect(step.summary).toContain('| docker-credentials | a | created | none |');
    expect(step.log).not.toContain('canary');
  } finally {
    await cluster.stop();
    await registry.stop();
  }
});

test('a pull secret with a login that ends soon is warned of, in a file too', async () => {
  const password = 'ghs_0123456789canary';
  const registry = await startDockerRegistry({
    auth: { kind: 'basic', users: { alice: password } },
  });
  try {
    const job = startJob();
    const login = { registry: registry.host, username: 'alice', password };
    const step = await job.main({ ...login, 'pull-secret-file': 'pull.yaml' });
    expect(step.exitCode).toBe(0);
    expect(step.annotations).toEqual([
      {
        level: 'warning',
        title: 'Berth: the pull secret ends soon',
        message: `The login to ${registry.host} in the pull secret ends with this job; for a cluster use a robot account or token that lasts.`,
      },
    ]);
    expect(existsSync(path.join(job.workspace, 'pull.yaml'))).toBe(true);
    expect(step.log).not.toContain('canary');
  } finally {
    await registry.stop();
  }
});
