import { setTimeout as wait } from 'node:timers/promises';
import type { PullSecret } from '@berth/core';
import type { Cluster } from '../cluster.ts';
import { clusterRefusal, type Attempt } from '../cluster-refusal.ts';
import type { ClusterAnswer } from '../cluster-request.ts';
import { ClusterRequestError } from '../cluster-request-error.ts';
import { causesOf } from '../status.ts';
import { checkNotOwned, conflictRefusal, isOneTimeTool, managersIn } from './secret-manager.ts';

/** Under which name the API server keeps what Berth has applied. */
export const FIELD_MANAGER = 'berth';

/** What became of a pull secret in one namespace. */
export interface AppliedPullSecret {
  readonly created: boolean;
  readonly resourceVersion: string | undefined;
  /** Who managed the logins until now, where that was a tool such as kubectl. */
  readonly takenOverFrom: readonly string[];
}

export interface PullSecretTarget {
  readonly secret: PullSecret;
  readonly namespace: string;
  /** Only asks the cluster whether it would, with all its checks (`dryRun=All`). */
  readonly dryRun: boolean;
}

/**
 * Creates or changes the pull secret in one namespace by server-side apply: one request, so that
 * there is no moment without the secret, and what others have put on it (labels, annotations) stays.
 *
 * A secret that a one-time tool has made, such as `kubectl create secret docker-registry`, is taken
 * over: nothing else would ever change it back. What a controller, Helm or Terraform manages is not.
 *
 * Source: https://kubernetes.io/docs/reference/using-api/server-side-apply/
 *
 * @throws ClusterRequestError
 */
export async function applyPullSecret(
  cluster: Cluster,
  target: PullSecretTarget,
): Promise<AppliedPullSecret> {
  const answer = await apply(cluster, target, {});
  // A race that does not end is told by what the answer says.
  if (answer.status !== 409 || managersIn(answer).length === 0) return applied(answer, target, []);

  const managers = managersIn(answer);
  if (!managers.every(isOneTimeTool)) {
    throw conflictRefusal(nameOf(target), managers);
  }
  // The answer to a dry run shows whose the object is, without the right to read secrets.
  const rehearsal = await apply(cluster, { ...target, dryRun: true }, { force: 'true' });
  applied(rehearsal, target, managers);
  checkNotOwned(nameOf(target), rehearsal);
  if (target.dryRun) return applied(rehearsal, target, managers);
  return applied(await apply(cluster, target, { force: 'true' }), target, managers);
}

/** With more at once somebody else writes without end. */
const MAX_ATTEMPTS = 10;

/** Tries again where another request came between: a 409 that names no other manager. */
async function apply(
  cluster: Cluster,
  target: PullSecretTarget,
  query: Readonly<Record<string, string>>,
): Promise<ClusterAnswer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await applyOnce(cluster, target, query);
    const raced = answer.status === 409 && managersIn(answer).length === 0;
    if (!raced || attempt === MAX_ATTEMPTS) return answer;
    await wait(Math.random() * 50 * attempt);
  }
}

function applyOnce(
  cluster: Cluster,
  { secret, namespace, dryRun }: PullSecretTarget,
  query: Readonly<Record<string, string>>,
): Promise<ClusterAnswer> {
  return cluster.request({
    method: 'PATCH',
    path: ['api', 'v1', 'namespaces', namespace, 'secrets', secret.metadata.name],
    query: { fieldManager: FIELD_MANAGER, ...(dryRun && { dryRun: 'All' }), ...query },
    // JSON is YAML.
    body: { type: 'application/apply-patch+yaml', value: configuration(secret, namespace) },
  });
}

/** What Berth owns of the object, and nothing more. */
function configuration(secret: PullSecret, namespace: string): object {
  const { apiVersion, kind, metadata, type, immutable, data } = secret;
  return {
    apiVersion,
    kind,
    metadata: { ...metadata, namespace },
    type,
    ...(immutable && { immutable }),
    data: { '.dockerconfigjson': data['.dockerconfigjson'].reveal() },
  };
}

function applied(
  answer: ClusterAnswer,
  target: PullSecretTarget,
  takenOverFrom: readonly string[],
): AppliedPullSecret {
  if (answer.status !== 200 && answer.status !== 201) throw refusal(answer, target);
  const { metadata } = answer.body as { metadata?: { resourceVersion?: unknown } };
  const version = metadata?.resourceVersion;
  return {
    created: answer.status === 201,
    resourceVersion: typeof version === 'string' ? version : undefined,
    takenOverFrom,
  };
}

function refusal(answer: ClusterAnswer, target: PullSecretTarget): ClusterRequestError {
  const { object, namespace } = nameOf(target);
  const fields = causesOf(answer).map(({ field }) => field);
  const failure = { code: 'refused', status: answer.status } as const;
  if (answer.status === 422 && fields.includes('type')) {
    return new ClusterRequestError(
      `${object} in the namespace "${namespace}" has another type than ${target.secret.type}, and Kubernetes lets no type change. Use another pull-secret-name, or delete it yourself.`,
      failure,
    );
  }
  if (answer.status === 422 && causesOf(answer).some(isImmutable)) {
    return new ClusterRequestError(
      `${object} in the namespace "${namespace}" is immutable: its content cannot change. Use another pull-secret-name.`,
      failure,
    );
  }
  return clusterRefusal(answer, nameOf(target));
}

function isImmutable(cause: { readonly reason?: string; readonly message?: string }): boolean {
  return cause.reason === 'FieldValueForbidden' && /immutable/.test(cause.message ?? '');
}

function nameOf({ secret, namespace }: PullSecretTarget): Attempt {
  const object = `The Secret "${secret.metadata.name}"`;
  return { object, namespace, resource: 'secrets', verbs: ['create', 'patch'] };
}
