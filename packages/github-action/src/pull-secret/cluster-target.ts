import { InvalidInputError } from '@berth/core';
import { checkDelivery, openCluster } from '@berth/kubernetes-client';
import { proxyFor } from '@berth/registry-client';
import { maskSecret } from '../log-in/mask.ts';
import type { ClusterTarget } from '../inputs/pull-secret-input.ts';

export interface ClusterTexts {
  readonly namespaces: readonly string[];
  readonly serviceAccounts: readonly string[];
  readonly kubeconfig: string;
  readonly session: { readonly retries: number; readonly timeout: number };
}

/**
 * The cluster of the kubeconfig, and where in it the pull secret goes. Nothing is sent.
 *
 * @throws AggregateError of every `InvalidInputError` that the names and the kubeconfig deserve.
 */
export function clusterTarget(texts: ClusterTexts): ClusterTarget {
  const { namespaces, serviceAccounts, kubeconfig, session } = texts;
  const problems: unknown[] = [];
  const cluster = collect(problems, () =>
    openCluster({ ...session, kubeconfig, environment: process.env, proxyFor: proxyAddress }),
  );
  for (const secret of cluster?.secrets ?? []) maskSecret(secret.reveal());
  collect(problems, () => checkDelivery({ namespaces, serviceAccounts }));
  if (!cluster || problems.length > 0) throw new AggregateError(problems.flatMap(namedAsInput));
  return { cluster, namespaces, serviceAccounts };
}

function collect<T>(problems: unknown[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    problems.push(...(error instanceof AggregateError ? (error.errors as unknown[]) : [error]));
    return undefined;
  }
}

function namedAsInput(error: unknown): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const field = INPUTS[error.field ?? ''] ?? 'kubeconfig';
  return new InvalidInputError(error.message, { field });
}

const INPUTS: Readonly<Record<string, string>> = {
  namespace: 'pull-secret-namespaces',
  namespaces: 'pull-secret-namespaces',
  serviceAccounts: 'pull-secret-service-accounts',
};

/** With the login in it, as the agents of client-node want it. */
function proxyAddress(server: URL): string | undefined {
  const proxy = proxyFor(server, process.env);
  if (!proxy) return undefined;
  const address = new URL(proxy.url);
  const pair = Buffer.from(proxy.authorization?.slice('Basic '.length) ?? '', 'base64').toString();
  const colon = pair.indexOf(':');
  address.username = encodeURIComponent(pair.slice(0, Math.max(colon, 0)));
  address.password = encodeURIComponent(pair.slice(colon + 1));
  return address.href;
}
