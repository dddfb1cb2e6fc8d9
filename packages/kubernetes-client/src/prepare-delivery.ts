import { addPullSecret } from './service-account/add-pull-secret.ts';
import { applyPullSecret, type AppliedPullSecret } from './pull-secret/apply-pull-secret.ts';
import type { Cluster } from './cluster.ts';
import { ClusterRequestError } from './cluster-request-error.ts';
import { checkDelivery, type Delivery } from './delivery.ts';
import { settleEach } from './settle-each.ts';

/** What one namespace has got, or would get. */
export interface DeliveredNamespace {
  readonly namespace: string;
  readonly outcome: 'created' | 'changed' | 'unchanged';
  /** Who managed the secret until now, where that was a tool such as kubectl. */
  readonly takenOverFrom: readonly string[];
  /** Those that did not have the secret before. */
  readonly changedServiceAccounts: readonly string[];
}

export interface PreparedDelivery {
  /**
   * @param onDelivered hears of each namespace as soon as it has the secret, also where another fails.
   * @throws AggregateError that says first where the secret is now and where it is not.
   */
  write(
    onDelivered?: (delivered: DeliveredNamespace) => void,
  ): Promise<readonly DeliveredNamespace[]>;
}

/**
 * Asks the cluster whether it would take the pull secret in every namespace, with all its checks and
 * without writing (`dryRun=All`): a namespace that is missing, or a right, stops it all beforehand.
 *
 * @throws AggregateError with an error for every name that is none, or else a `ClusterRequestError`
 *   for every namespace that would refuse.
 */
export async function prepareDelivery(
  cluster: Cluster,
  delivery: Delivery,
): Promise<PreparedDelivery> {
  checkDelivery(delivery);
  const versions = new Map<string, string | undefined>();
  const { failures } = await settleEach(delivery.namespaces, async namespace => {
    const { secret } = await deliverTo(cluster, delivery, { namespace, dryRun: true });
    if (!secret.created) versions.set(namespace, secret.resourceVersion);
  });
  if (failures.length > 0) throw new AggregateError(distinct(failures.map(({ error }) => error)));
  return {
    write: onDelivered => write(cluster, { ...delivery, versions, onDelivered }),
  };
}

/** A cluster that cannot be reached is the same news for every namespace. */
function distinct(errors: readonly unknown[]): readonly unknown[] {
  const messages = errors.map(error => (error instanceof Error ? error.message : error));
  return errors.filter((_, index) => messages.indexOf(messages[index]) === index);
}

interface Writing extends Delivery {
  /** By namespace: the secret's version as it would be after the rehearsal. */
  readonly versions: ReadonlyMap<string, string | undefined>;
  readonly onDelivered: ((delivered: DeliveredNamespace) => void) | undefined;
}

async function write(
  cluster: Cluster,
  { versions, onDelivered, ...delivery }: Writing,
): Promise<readonly DeliveredNamespace[]> {
  const { values, failures } = await settleEach(delivery.namespaces, async namespace => {
    const { secret, accounts } = await deliverTo(cluster, delivery, { namespace, dryRun: false });
    const same = versions.has(namespace) && versions.get(namespace) === secret.resourceVersion;
    const delivered: DeliveredNamespace = {
      namespace,
      outcome: secret.created ? 'created' : same ? 'unchanged' : 'changed',
      takenOverFrom: secret.takenOverFrom,
      changedServiceAccounts: accounts,
    };
    onDelivered?.(delivered);
    return delivered;
  });
  if (failures.length === 0) return values;
  const done = values.map(({ namespace }) => namespace);
  const missing = failures.map(({ item }) => item);
  throw new AggregateError([
    whereItIs(delivery.secret.metadata.name, done, missing),
    ...distinct(failures.map(({ error }) => error)),
  ]);
}

function whereItIs(
  name: string,
  done: readonly string[],
  missing: readonly string[],
): ClusterRequestError {
  const list = (names: readonly string[]) => names.map(name => `"${name}"`).join(', ');
  return new ClusterRequestError(
    `The pull secret "${name}" was delivered to ${done.length > 0 ? list(done) : 'no namespace'}, and not to ${list(missing)}. Running the step again completes it.`,
    { code: 'refused' },
  );
}

async function deliverTo(
  cluster: Cluster,
  { secret, serviceAccounts }: Delivery,
  target: { readonly namespace: string; readonly dryRun: boolean },
): Promise<{ readonly secret: AppliedPullSecret; readonly accounts: readonly string[] }> {
  const applied = await applyPullSecret(cluster, { ...target, secret });
  const accounts: string[] = [];
  for (const name of serviceAccounts) {
    const account = { ...target, name, pullSecret: secret.metadata.name };
    if (await addPullSecret(cluster, account)) accounts.push(name);
  }
  return { secret: applied, accounts };
}
