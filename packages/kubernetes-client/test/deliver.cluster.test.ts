import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pullSecret, Secret } from '@berth/core';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { startKubeApiServer, type KubeApiServer } from '@berth/test/servers/kube-apiserver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCluster, prepareDelivery, type Cluster, type Delivery } from '../src/index.ts';

let server: KubeApiServer;
beforeAll(async () => {
  server = await startKubeApiServer(['deployer', 'patcher', 'stranger']);
});
afterAll(() => server?.stop());

let namespaces = 0;
async function newNamespace(serviceAccounts: readonly string[] = []): Promise<string> {
  const name = `team-${namespaces++}`;
  await server.createNamespace(name, serviceAccounts);
  return name;
}

function clusterOf(user?: string): Cluster {
  return openCluster({ kubeconfig: server.kubeconfig(user), environment: {}, retries: 0 });
}

function deliveryOf(password: string, over: Partial<Delivery>): Delivery {
  const login = { server: 'ghcr.io', username: 'acme-bot', password: new Secret(password) };
  const secret = pullSecret({ logins: [login] });
  return { secret, namespaces: [], serviceAccounts: [], ...over };
}

async function deliver(delivery: Delivery, user?: string) {
  const prepared = await prepareDelivery(clusterOf(user), delivery);
  return prepared.write();
}

async function secretIn(namespace: string, name = 'docker-credentials') {
  const answer = await server.request('GET', `/api/v1/namespaces/${namespace}/secrets/${name}`);
  if (answer.status === 404) return undefined;
  return answer.body as {
    readonly type: string;
    readonly data: Readonly<Record<string, string>>;
    readonly metadata: {
      readonly labels?: Readonly<Record<string, string>>;
      readonly managedFields: readonly { readonly manager: string; readonly operation: string }[];
    };
  };
}

async function passwordIn(namespace: string): Promise<unknown> {
  const secret = await secretIn(namespace);
  const config = Buffer.from(secret?.data['.dockerconfigjson'] ?? '', 'base64').toString();
  return (JSON.parse(config) as { auths: Record<string, { password: string }> }).auths['ghcr.io']
    ?.password;
}

async function accountIn(namespace: string, name: string): Promise<unknown> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}`;
  const { body } = await server.request('GET', path);
  return (body as { imagePullSecrets?: unknown }).imagePullSecrets;
}

/** The messages of a failed delivery. */
async function refusalsOf(delivering: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await delivering.then(
    () => new Error('nothing was refused'),
    (error: unknown) => error,
  );
  const errors = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  return errors.map(one => (one instanceof Error ? one.message : String(one)));
}

describe('a delivery', () => {
  test('creates the secret in each namespace, then changes it, then finds it unchanged', async () => {
    const [a, b] = [await newNamespace(), await newNamespace()];
    const told = (outcome: string) =>
      [a, b].map(namespace => ({
        ...{ namespace, outcome, takenOverFrom: [], changedServiceAccounts: [] },
      }));

    expect(await deliver(deliveryOf('first', { namespaces: [a, b] }))).toEqual(told('created'));
    expect(await passwordIn(a)).toBe('first');
    expect(await deliver(deliveryOf('second', { namespaces: [a, b] }))).toEqual(told('changed'));
    expect(await passwordIn(b)).toBe('second');
    expect(await deliver(deliveryOf('second', { namespaces: [a, b] }))).toEqual(told('unchanged'));
    expect(await secretIn(a)).toMatchObject({
      type: 'kubernetes.io/dockerconfigjson',
      metadata: { managedFields: [{ manager: 'berth', operation: 'Apply' }] },
    });
  });

  test('leaves what others have put on the secret', async () => {
    const namespace = await newNamespace();
    await deliver(deliveryOf('first', { namespaces: [namespace] }));
    const path = `/api/v1/namespaces/${namespace}/secrets/docker-credentials`;
    const labels = { metadata: { labels: { team: 'payments' } } };
    await server.request('PATCH', path, labels, 'application/merge-patch+json');

    await deliver(deliveryOf('second', { namespaces: [namespace] }));
    expect((await secretIn(namespace))?.metadata.labels).toEqual({ team: 'payments' });
  });

  test('is made by many at once', async () => {
    const namespace = await newNamespace();
    const passwords = Array.from({ length: 8 }, (_, index) => `password-${index}`);
    const deliveries = passwords.map(one => deliver(deliveryOf(one, { namespaces: [namespace] })));
    const told = (await Promise.all(deliveries)).flat();
    expect(told.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(passwords).toContain(await passwordIn(namespace));
  });

  test('writes nothing anywhere when one namespace is missing', async () => {
    const namespace = await newNamespace();
    const delivery = deliveryOf('p', { namespaces: [namespace, 'nowhere'] });
    expect(await refusalsOf(deliver(delivery))).toEqual([
      'There is no namespace "nowhere" in the cluster. Create it first, or correct its name.',
    ]);
    expect(await secretIn(namespace)).toBeUndefined();
  });

  test('says which namespaces have it when writing fails midway', async () => {
    const [a, b] = [await newNamespace(), await newNamespace()];
    const prepared = await prepareDelivery(clusterOf(), deliveryOf('p', { namespaces: [a, b] }));
    await server.request('DELETE', `/api/v1/namespaces/${b}`);

    expect(await refusalsOf(prepared.write())).toEqual([
      `The pull secret "docker-credentials" was delivered to "${a}", and not to "${b}". Running the step again completes it.`,
      `The Secret "docker-credentials" in the namespace "${b}" is out of reach: the namespace is being deleted. Wait until it is gone and made anew.`,
    ]);
    expect(await passwordIn(a)).toBe('p');
  });
});

describe('a secret that is there already', () => {
  const base = deliveryOf('old', {}).secret;
  async function existing(
    namespace: string,
    { manager, ...over }: { manager: string; [field: string]: unknown },
  ): Promise<void> {
    const { data, ...rest } = base;
    const text = { '.dockerconfigjson': data['.dockerconfigjson'].reveal() };
    const path = `/api/v1/namespaces/${namespace}/secrets?fieldManager=${manager}`;
    const { status } = await server.request('POST', path, { ...rest, data: text, ...over });
    expect(status).toBe(201);
  }

  const create = ['create', 'secret', 'docker-registry', 'docker-credentials'];
  const login = ['--docker-server=ghcr.io', '--docker-username=u', '--docker-password=old'];
  function kubectl(namespace: string, args: readonly string[], input = ''): string {
    const config = path.join(temporaryFolder('kubectl'), 'config');
    writeFileSync(config, server.kubeconfig());
    const options = { input, encoding: 'utf8' } as const;
    return execFileSync('kubectl', ['--kubeconfig', config, '-n', namespace, ...args], options);
  }

  test.each([
    ['kubectl-create', (namespace: string) => kubectl(namespace, [...create, ...login])],
    [
      'kubectl-client-side-apply',
      (namespace: string) => {
        const dryRun = ['--dry-run=client', '--output=yaml'];
        const manifest = kubectl(namespace, [...create, ...login, ...dryRun]);
        return kubectl(namespace, ['apply', '-f', '-'], manifest);
      },
    ],
  ])('is taken over from kubectl: %s', async (manager, make) => {
    const namespace = await newNamespace();
    make(namespace);
    expect(await passwordIn(namespace)).toBe('old');
    const [told] = await deliver(deliveryOf('new', { namespaces: [namespace] }));
    expect(told).toMatchObject({ outcome: 'changed', takenOverFrom: [manager] });
    expect(await passwordIn(namespace)).toBe('new');
    const [again] = await deliver(deliveryOf('newer', { namespaces: [namespace] }));
    // Kubernetes 1.20 leaves kubectl a trace of its own, and the take-over is told again.
    expect(again).toMatchObject({ outcome: 'changed' });
    expect(await passwordIn(namespace)).toBe('newer');
  });

  test.each([
    [
      'of Helm',
      { manager: 'helm' },
      'is managed by "helm". Change it there, or use another pull-secret-name.',
    ],
    [
      'of a controller that wrote it as kubectl',
      {
        manager: 'kubectl-create',
        metadata: {
          name: 'docker-credentials',
          ownerReferences: [
            {
              ...{ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name: 'pull' },
              ...{ uid: '1', controller: true },
            },
          ],
        },
      },
      'belongs to the ExternalSecret "pull", which would undo a change. Change it there, or use another pull-secret-name.',
    ],
    [
      'of another type',
      { manager: 'kubectl-create', type: 'Opaque' },
      'has another type than kubernetes.io/dockerconfigjson, and Kubernetes lets no type change. Use another pull-secret-name, or delete it yourself.',
    ],
    [
      'that is immutable',
      { manager: 'kubectl-create', immutable: true },
      'is immutable: its content cannot change. Use another pull-secret-name.',
    ],
  ])('%s is refused and stays', async (_, existingSecret, reason) => {
    const namespace = await newNamespace();
    await existing(namespace, existingSecret);
    expect(await refusalsOf(deliver(deliveryOf('new', { namespaces: [namespace] })))).toEqual([
      `The Secret "docker-credentials" in the namespace "${namespace}" ${reason}`,
    ]);
    expect(await passwordIn(namespace)).toBe('old');
  });
});

describe('service accounts', () => {
  test('get the secret beside those they have', async () => {
    const namespace = await newNamespace(['default', 'web']);
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/web`;
    const others = { imagePullSecrets: [{ name: 'theirs' }] };
    await server.request('PATCH', path, others, 'application/merge-patch+json');
    const delivery = deliveryOf('p', {
      namespaces: [namespace],
      serviceAccounts: ['default', 'web'],
    });

    expect(await deliver(delivery)).toMatchObject([{ changedServiceAccounts: ['default', 'web'] }]);
    expect(await deliver(delivery)).toMatchObject([{ changedServiceAccounts: [] }]);
    expect(await accountIn(namespace, 'default')).toEqual([{ name: 'docker-credentials' }]);
    expect(await accountIn(namespace, 'web')).toEqual([
      { name: 'theirs' },
      { name: 'docker-credentials' },
    ]);
  });

  test('lose nothing when many are at it at once', async () => {
    const namespace = await newNamespace(['default']);
    const names = Array.from({ length: 6 }, (_, index) => `secret-${index}`);
    const password = new Secret('p');
    await Promise.all(
      names.map(name => {
        const logins = [{ server: 'ghcr.io', username: 'u', password }];
        const secret = pullSecret({ name, logins });
        return deliver({ secret, namespaces: [namespace], serviceAccounts: ['default'] });
      }),
    );
    const secrets = (await accountIn(namespace, 'default')) as { readonly name: string }[];
    expect(secrets.map(({ name }) => name).sort()).toEqual(names);
  });

  test('that are missing stop it before anything is written', async () => {
    const namespace = await newNamespace();
    const delivery = deliveryOf('p', { namespaces: [namespace], serviceAccounts: ['web'] });
    expect(await refusalsOf(deliver(delivery))).toEqual([
      `There is no ServiceAccount "web" in the namespace "${namespace}". Create it first, or correct its name.`,
    ]);
    expect(await secretIn(namespace)).toBeUndefined();
  });
});

describe('rights', () => {
  test('to patch and create secrets are enough, and to get and patch service accounts', async () => {
    const namespace = await newNamespace(['default']);
    await server.allow('deployer', namespace, [
      { resources: ['secrets'], verbs: ['create', 'patch'] },
      { resources: ['serviceaccounts'], verbs: ['get', 'patch'] },
    ]);
    const delivery = deliveryOf('p', { namespaces: [namespace], serviceAccounts: ['default'] });
    expect(await deliver(delivery, 'deployer')).toMatchObject([{ outcome: 'created' }]);
    expect(await deliver(delivery, 'deployer')).toMatchObject([{ outcome: 'unchanged' }]);
  });

  test.each(['stranger', 'patcher'])('that lack are named, with the rule: %s', async user => {
    const namespace = await newNamespace();
    if (user === 'patcher') {
      await server.allow(user, namespace, [{ resources: ['secrets'], verbs: ['patch'] }]);
    }
    const delivery = deliveryOf('p', { namespaces: [namespace] });
    // The older API server does not name the user where "create" is missing.
    const who = user === 'stranger' ? 'the user "stranger"' : 'the user of the kubeconfig';
    const [refusal, ...others] = await refusalsOf(deliver(delivery, user));
    expect(refusal?.replace('the user "patcher"', who)).toBe(
      `The Secret "docker-credentials" in the namespace "${namespace}" is out of reach: ${who} may not do this. Bind a Role in "${namespace}" to it, with the rule { apiGroups: [""], resources: [secrets], verbs: [create, patch] }.`,
    );
    expect(others).toEqual([]);
  });

  test('of a token that the cluster does not know', async () => {
    const [a, b] = [await newNamespace(), await newNamespace()];
    const delivery = deliveryOf('p', { namespaces: [a, b] });
    expect(await refusalsOf(deliver(delivery, 'nobody'))).toEqual([
      'The cluster does not know this login (401). Its token may have ended: give a new kubeconfig.',
    ]);
  });
});
