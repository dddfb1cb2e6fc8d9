import { InvalidInputError, pullSecret, Secret } from '@berth/core';
import type {
  ClusterTarget,
  PullSecretContext,
  PullSecretInput,
} from '../inputs/pull-secret-input.ts';
import type { CompleteLogin } from '../inputs/registry-input.ts';
import { checkPullSecretFile } from './pull-secret-file.ts';

export interface PullSecretTexts {
  readonly name: string;
  readonly file: string | undefined;
  readonly format: PullSecretInput['format'] | undefined;
  readonly namespaces: readonly string[];
  readonly serviceAccounts: readonly string[];
  readonly kubeconfig: string;
}

/** Tells `problems` all that would stop the pull secret, before anything is sent. */
export async function parsePullSecret(
  texts: PullSecretTexts,
  context: PullSecretContext,
): Promise<PullSecretInput> {
  const { problems, logins } = context;
  const { name, file, format = 'yaml' } = texts;
  problems.collect(() => checkSecret(name, logins));
  if (file !== undefined) problems.collect(() => checkPullSecretFile(file));
  const [target] = await problems.collectAsync(() => readTarget(texts, context));
  return { name, file, format, target };
}

/** Without logins only the name is checked. */
function checkSecret(name: string, logins: readonly CompleteLogin[]): void {
  pullSecret({ name, logins: logins.length > 0 ? logins : [ANY_LOGIN] });
}

const ANY_LOGIN = { server: 'registry.invalid', username: 'nobody', password: new Secret('none') };

async function readTarget(
  { namespaces, serviceAccounts, kubeconfig }: PullSecretTexts,
  { session }: PullSecretContext,
): Promise<ClusterTarget | undefined> {
  const asked = serviceAccounts.length > 0 ? 'pull-secret-service-accounts' : 'kubeconfig';
  if (namespaces.length > 0) {
    const { clusterTarget } = await import('./cluster-target.ts');
    return clusterTarget({ namespaces, serviceAccounts, kubeconfig, session });
  }
  if (serviceAccounts.length === 0 && kubeconfig === '') return undefined;
  throw new InvalidInputError(
    `The input ${asked} is given, and no namespace to deliver a pull secret to. Add "pull-secret-namespaces".`,
    { field: 'pull-secret-namespaces' },
  );
}
