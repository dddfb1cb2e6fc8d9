import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pullSecret, Secret, type PullSecret } from '@berth/core';
import {
  startScriptedServer,
  type ScriptedAnswer,
  type ScriptedServer,
} from '@berth/test/servers/scripted-server';
import { afterEach, describe, expect, test } from 'vitest';
import { openCluster, prepareDelivery } from '../src/index.ts';

// What real API servers of these versions were asked and answered, recorded once.
const VERSIONS = ['1.20.2', '1.32.2'];

interface Exchange {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly type?: string;
    readonly body?: unknown;
  };
  readonly status: number;
  readonly body: unknown;
}

/** The login whose secret the recordings apply as "s". */
const SECRET: PullSecret = {
  ...pullSecret({
    name: 's',
    logins: [{ server: 'r.example', username: 'a', password: new Secret('b') }],
  }),
  data: { '.dockerconfigjson': new Secret('eyJhdXRocyI6eyJyLmV4YW1wbGUiOnsiYXV0aCI6IllUcGkifX19') },
};
const AT_SECRET = 'PATCH /api/v1/namespaces/rec/secrets/s';
const AT_ACCOUNT = '/api/v1/namespaces/rec/serviceaccounts/web';

let server: ScriptedServer;
afterEach(() => server.stop());

describe.each(VERSIONS)('Kubernetes %s', version => {
  const file = path.join(import.meta.dirname, `contract/kubernetes-${version}.json`);
  const exchanges = JSON.parse(readFileSync(file, 'utf8')) as readonly Exchange[];

  function recorded(name: string): Exchange {
    const exchange = exchanges.find(one => one.name === name);
    if (!exchange) throw new Error(`There is no recording "${name}".`);
    return exchange;
  }

  function answer(at: string, name: string): ScriptedAnswer {
    const { status, body } = recorded(name);
    const headers = { 'content-type': 'application/json' };
    // A GET shows, with 200, the object that a POST was answered with.
    const shown = at.startsWith('GET ') && status === 201 ? 200 : status;
    return { status: shown, headers, body: JSON.stringify(body) };
  }

  async function deliver(
    script: Readonly<Record<string, readonly string[]>>,
    serviceAccounts: readonly string[] = [],
  ) {
    const answers = new Map<string, ScriptedAnswer[]>();
    for (const [at, names] of Object.entries(script)) {
      answers.set(
        at,
        names.map(name => answer(at, name)),
      );
    }
    server = await startScriptedServer(Object.fromEntries(answers));
    const cluster = openCluster({
      kubeconfig: kubeconfig(server.url),
      environment: {},
      retries: 0,
    });
    const delivery = { secret: SECRET, namespaces: ['rec'], serviceAccounts };
    return (await prepareDelivery(cluster, delivery)).write();
  }

  async function refusalOf(
    script: Readonly<Record<string, readonly string[]>>,
    serviceAccounts: readonly string[] = [],
  ): Promise<string> {
    const error: unknown = await deliver(script, serviceAccounts).catch((error: unknown) => error);
    const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
    return first instanceof Error ? first.message : 'nothing was refused';
  }

  test('an apply is the request that was recorded', async () => {
    const [delivered] = await deliver({ [AT_SECRET]: ['apply create'] });
    expect(delivered).toMatchObject({ namespace: 'rec', outcome: 'created' });

    const { request } = recorded('apply create');
    const [rehearsal, write] = server.requests;
    expect(rehearsal?.line).toBe(`${AT_SECRET}?fieldManager=berth&dryRun=All`);
    expect(write?.line).toBe(`${request.method} ${request.path}`.replace('=our', '=berth'));
    expect(write?.headers).toMatchObject({
      authorization: 'Bearer canary',
      'content-type': request.type,
    });
    const body = request.body as { readonly metadata: object };
    const metadata = { ...body.metadata, namespace: 'rec' };
    expect(JSON.parse(write?.body ?? '')).toEqual({ ...body, metadata });
    expect(rehearsal?.body).toBe(write?.body);
  });

  test('an apply that changes nothing is told as such', async () => {
    const [delivered] = await deliver({ [AT_SECRET]: ['apply same again'] });
    expect(delivered?.outcome).toBe('unchanged');
  });

  test('a secret that a client without a name has made is taken over', async () => {
    const conflict = 'apply over a created (not applied) secret';
    const force = 'apply other manager force';
    const [delivered] = await deliver({ [AT_SECRET]: [conflict, force, conflict, force, force] });
    expect(delivered?.takenOverFrom).toEqual(['unknown']);
    const queries = server.lines().map(line => line.split('?')[1]);
    expect(queries).toEqual([
      'fieldManager=berth&dryRun=All',
      'fieldManager=berth&dryRun=All&force=true',
      'fieldManager=berth',
      'fieldManager=berth&dryRun=All&force=true',
      'fieldManager=berth&force=true',
    ]);
  });

  const secret = 'The Secret "s" in the namespace "rec"';
  const rule = (who: string) =>
    `${secret} is out of reach: ${who} may not do this. Bind a Role in "rec" to it, with the rule { apiGroups: [""], resources: [secrets], verbs: [create, patch] }.`;

  test.each([
    [
      'bad token',
      'The cluster does not know this login (401). Its token may have ended: give a new kubeconfig.',
    ],
    [
      'apply secret, namespace missing',
      'There is no namespace "rec" in the cluster. Create it first, or correct its name.',
    ],
    [
      'change type (immutable)',
      `${secret} has another type than kubernetes.io/dockerconfigjson, and Kubernetes lets no type change. Use another pull-secret-name, or delete it yourself.`,
    ],
    [
      'change immutable secret',
      `${secret} is immutable: its content cannot change. Use another pull-secret-name.`,
    ],
    [
      'apply other manager conflict',
      `${secret} is managed by "our". Change it there, or use another pull-secret-name.`,
    ],
    ['forbidden apply', rule('the user "deployer"')],
    [
      'apply-create with only "patch" granted',
      rule(version === '1.20.2' ? 'the user of the kubeconfig' : 'the user "deployer"'),
    ],
    [
      'create in terminating namespace',
      `${secret} is out of reach: the namespace is being deleted. Wait until it is gone and made anew.`,
    ],
    [
      'request too large',
      `${secret} is refused (413, RequestEntityTooLarge). Check what lies between this runner and the cluster.`,
    ],
  ])('%s: nothing is written', async (name, message) => {
    expect(await refusalOf({ [AT_SECRET]: [name] })).toBe(message);
    expect(server.lines()).toEqual([`${AT_SECRET}?fieldManager=berth&dryRun=All`]);
  });

  test('a service account that somebody else changes meanwhile is read again', async () => {
    const [delivered] = await deliver(
      {
        [AT_SECRET]: ['apply create'],
        [`GET ${AT_ACCOUNT}`]: [
          'create serviceaccount',
          'create serviceaccount',
          'SA strategic patch 1',
        ],
        [`PATCH ${AT_ACCOUNT}`]: [
          'SA strategic patch 1',
          'SA merge patch stale resourceVersion',
          'SA strategic patch 1',
        ],
      },
      ['web'],
    );
    expect(delivered?.changedServiceAccounts).toEqual(['web']);
    const writes = server.requests.filter(({ line }) => line.startsWith(`PATCH ${AT_ACCOUNT}`));
    const stale = recorded('SA merge patch stale resourceVersion').request;
    expect(writes.map(({ headers }) => headers['content-type'])).toEqual(
      Array.from({ length: 3 }, () => stale.type),
    );
    const patches = writes.map(({ body }) => JSON.parse(body) as object);
    const before = recorded('create serviceaccount').body as Account;
    const meanwhile = recorded('SA strategic patch 1').body as Account;
    const { resourceVersion } = before.metadata;
    expect(patches).toEqual([
      { metadata: { resourceVersion }, imagePullSecrets: [{ name: 's' }] },
      { metadata: { resourceVersion }, imagePullSecrets: [{ name: 's' }] },
      {
        metadata: { resourceVersion: meanwhile.metadata.resourceVersion },
        imagePullSecrets: [...(meanwhile.imagePullSecrets ?? []), { name: 's' }],
      },
    ]);
  });

  test('an apply between which another came is tried again', async () => {
    const stale = 'SA merge patch stale resourceVersion';
    const [delivered] = await deliver({ [AT_SECRET]: [stale, 'apply create'] });
    expect(delivered?.outcome).toBe('created');
    expect(server.lines()).toHaveLength(3);
  });

  test('a service account that is missing stops it before the write', async () => {
    const script = {
      [AT_SECRET]: ['apply create'],
      [`GET ${AT_ACCOUNT}`]: ['get missing serviceaccount'],
    };
    expect(await refusalOf(script, ['web'])).toBe(
      'There is no ServiceAccount "web" in the namespace "rec". Create it first, or correct its name.',
    );
    expect(server.lines()).toHaveLength(2);
  });
});

interface Account {
  readonly metadata: { readonly resourceVersion: string };
  readonly imagePullSecrets?: readonly object[];
}

function kubeconfig(url: string): string {
  return JSON.stringify({
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server: url } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    users: [{ name: 'test', user: { token: 'canary' } }],
  });
}
