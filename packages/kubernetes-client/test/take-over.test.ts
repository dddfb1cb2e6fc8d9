import { pullSecret, Secret } from '@berth/core';
import { startScriptedServer, type ScriptedServer } from '@berth/test/servers/scripted-server';
import { afterEach, expect, test } from 'vitest';
import { openCluster, prepareDelivery } from '../src/index.ts';

let server: ScriptedServer;
afterEach(() => server.stop());

const SECRET = 'PATCH /api/v1/namespaces/team/secrets/docker-credentials';

/** Delivers to where others manage the secret, and its metadata are these. */
async function deliver(managers: readonly string[], metadata: object = {}) {
  const causes = managers.map(manager => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager} using v1`,
    field: '.data..dockerconfigjson',
  }));
  const conflict = JSON.stringify({ kind: 'Status', reason: 'Conflict', details: { causes } });
  const object = JSON.stringify({ metadata: { resourceVersion: '2', ...metadata } });
  server = await startScriptedServer({
    [SECRET]: ({ line }) =>
      line.includes('force=true') ? { body: object } : { status: 409, body: conflict },
  });
  const kubeconfig = JSON.stringify({
    'current-context': 'x',
    clusters: [{ name: 'x', cluster: { server: server.url } }],
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
    users: [{ name: 'x', user: { token: 'canary' } }],
  });
  const login = { server: 'ghcr.io', username: 'acme-bot', password: new Secret('p') };
  const prepared = await prepareDelivery(openCluster({ kubeconfig, environment: {}, retries: 0 }), {
    secret: pullSecret({ logins: [login] }),
    namespaces: ['team'],
    serviceAccounts: [],
  });
  return prepared.write();
}

async function refusal(delivering: Promise<unknown>): Promise<string> {
  const error: unknown = await delivering.catch((error: unknown) => error);
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error ? first.message : 'nothing was refused';
}

const written = () => server.lines().filter(line => !line.includes('dryRun=All'));

// After "kubectl edit" the logins are kubectl's, and the rest is still of whoever will undo it.
test.each([
  ['Argo CD', { annotations: { 'argocd.argoproj.io/tracking-id': 'shop:/Secret:team/x' } }],
  ['Flux', { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }],
  ['Flux', { labels: { 'helm.toolkit.fluxcd.io/name': 'apps' } }],
  ['Helm', { annotations: { 'meta.helm.sh/release-name': 'shop' } }],
  ['External Secrets', { labels: { 'reconcile.external-secrets.io/managed': 'true' } }],
  ['Reflector', { annotations: { 'reflector.v1.k8s.emberstack.com/reflects': 'a/b' } }],
  ['Replicator', { annotations: { 'replicator.v1.mittwald.de/replicated-from-version': '7' } }],
  ['ClusterSecret', { labels: { 'clustersecret.io': 'true' } }],
])('a secret that %s has marked is refused', async (name, metadata) => {
  expect(await refusal(deliver(['"kubectl-edit"'], metadata))).toBe(
    `The Secret "docker-credentials" in the namespace "team" bears the mark of ${name}, which would undo a change. Change it there, or use another pull-secret-name.`,
  );
  expect(written()).toEqual([]);
});

test('what Reflector and Replicator only copy from is taken over', async () => {
  const annotations = {
    'reflector.v1.k8s.emberstack.com/reflection-allowed': 'true',
    'replicator.v1.mittwald.de/replicate-to': 'a,b',
  };
  expect(await deliver(['"kubectl-create"'], { annotations })).toMatchObject([
    { takenOverFrom: ['kubectl-create'] },
  ]);
});

test.each([
  ['a controller beside kubectl', ['"kubectl-edit"', '"kustomize-controller"']],
  ['somebody whose name cannot be read', ['"kubectl-edit"', 'someone']],
])('%s keeps the secret', async (_, managers) => {
  expect(await refusal(deliver(managers))).toMatch(
    /^The Secret "docker-credentials" in the namespace "team" is managed by /,
  );
  expect(written()).toEqual([]);
});
