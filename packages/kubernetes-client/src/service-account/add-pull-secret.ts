import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from '../cluster.ts';
import { clusterRefusal, type Attempt } from '../cluster-refusal.ts';
import type { ClusterAnswer } from '../cluster-request.ts';
import { ClusterRequestError } from '../cluster-request-error.ts';
import { FIELD_MANAGER } from '../pull-secret/apply-pull-secret.ts';

export interface ServiceAccountTarget {
  readonly namespace: string;
  readonly name: string;
  readonly pullSecret: string;
  /** Only asks the cluster whether it would (`dryRun=All`). */
  readonly dryRun: boolean;
}

/** With more at once somebody else writes without end. */
const MAX_ATTEMPTS = 20;

/**
 * Adds a pull secret to those of a service account, and leaves the others. Kubernetes replaces the
 * whole list with every kind of patch; so it is read, extended, and written on condition that nobody
 * has changed the account since.
 *
 * @returns whether the list has changed: it stays where the secret is in it already.
 * @throws ClusterRequestError
 */
export async function addPullSecret(
  cluster: Cluster,
  target: ServiceAccountTarget,
): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const account = await read(cluster, target);
    if (account.pullSecrets.some(secret => nameIn(secret) === target.pullSecret)) return false;
    const answer = await write(cluster, target, account);
    if (answer.status === 200) return true;
    if (answer.status !== 409) throw clusterRefusal(answer, attemptOf(target));
    await wait(Math.random() * 50 * (attempt + 1));
  }
  const { object, namespace } = attemptOf(target);
  throw new ClusterRequestError(
    `${object} in the namespace "${namespace}" was changed by somebody else ${MAX_ATTEMPTS} times while Berth added "${target.pullSecret}". Try again.`,
    { code: 'conflict', status: 409 },
  );
}

interface Account {
  readonly resourceVersion: string;
  readonly pullSecrets: readonly unknown[];
}

async function read(cluster: Cluster, target: ServiceAccountTarget): Promise<Account> {
  const answer = await cluster.request({ method: 'GET', path: pathOf(target) });
  if (answer.status !== 200) throw clusterRefusal(answer, attemptOf(target));
  const { metadata, imagePullSecrets } = answer.body as {
    metadata?: { resourceVersion?: unknown };
    imagePullSecrets?: unknown;
  };
  return {
    resourceVersion: String(metadata?.resourceVersion),
    pullSecrets: Array.isArray(imagePullSecrets) ? (imagePullSecrets as unknown[]) : [],
  };
}

function write(
  cluster: Cluster,
  target: ServiceAccountTarget,
  { resourceVersion, pullSecrets }: Account,
): Promise<ClusterAnswer> {
  return cluster.request({
    method: 'PATCH',
    path: pathOf(target),
    query: { fieldManager: FIELD_MANAGER, ...(target.dryRun && { dryRun: 'All' }) },
    body: {
      type: 'application/merge-patch+json',
      value: {
        metadata: { resourceVersion },
        imagePullSecrets: [...pullSecrets, { name: target.pullSecret }],
      },
    },
  });
}

function nameIn(secret: unknown): unknown {
  return typeof secret === 'object' && secret !== null && 'name' in secret
    ? secret.name
    : undefined;
}

function pathOf({ namespace, name }: ServiceAccountTarget): readonly string[] {
  return ['api', 'v1', 'namespaces', namespace, 'serviceaccounts', name];
}

function attemptOf({ namespace, name }: ServiceAccountTarget): Attempt {
  const object = `The ServiceAccount "${name}"`;
  return { object, namespace, resource: 'serviceaccounts', verbs: ['get', 'patch'] };
}
