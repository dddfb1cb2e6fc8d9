import type { Cluster } from '@berth/kubernetes-client';
import type { Problems } from './problems.ts';
import { readChoice, readLines, readText } from './read-input.ts';
import type { CompleteLogin } from './registry-input.ts';

const FORMATS = ['yaml', 'json', 'dt-secrets'] as const;

export interface PullSecretInput {
  readonly name: string;
  /** Absent where none is wanted. */
  readonly file: string | undefined;
  readonly format: (typeof FORMATS)[number];
  /** Absent where no cluster is to get it. */
  readonly target: ClusterTarget | undefined;
}

/** Where in a cluster the pull secret is to be. */
export interface ClusterTarget {
  readonly cluster: Cluster;
  readonly namespaces: readonly string[];
  readonly serviceAccounts: readonly string[];
}

/** What it takes to make sense of the texts. */
export interface PullSecretContext {
  readonly problems: Problems;
  readonly logins: readonly CompleteLogin[];
  readonly session: { readonly retries: number; readonly timeout: number };
}

/** What is asked for as a pull secret, and whether it can be made; absent where it is to be nowhere. */
export async function readPullSecret(
  context: PullSecretContext,
): Promise<PullSecretInput | undefined> {
  const { problems } = context;
  const namespaces = problems.collect(() => readLines('pull-secret-namespaces'));
  const serviceAccounts = problems.collect(() => readLines('pull-secret-service-accounts'));
  if (!namespaces || !serviceAccounts) return undefined;
  const texts = {
    name: readText('pull-secret-name') || 'docker-credentials',
    file: readText('pull-secret-file') || undefined,
    format: problems.collect(() => readChoice('pull-secret-format', FORMATS)),
    namespaces,
    serviceAccounts,
    kubeconfig: readText('kubeconfig'),
  };
  const { file, kubeconfig } = texts;
  if (!file && !kubeconfig && namespaces.length + serviceAccounts.length === 0) return undefined;
  const { parsePullSecret } = await import('../pull-secret/parse-pull-secret.ts');
  return parsePullSecret(texts, context);
}
