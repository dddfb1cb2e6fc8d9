import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where a kubeconfig comes from. */
export type KubeconfigSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'files'; readonly files: readonly string[]; readonly namedBy: string }
  | { readonly kind: 'in-cluster' };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a pod finds what its service account may do. */
const POD_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * The kubeconfig that is meant, in kubectl's order: the one given, as text (also in base64) or as a
 * file; the files of `KUBECONFIG`; `~/.kube/config`; the service account of the pod that this runs in.
 *
 * Source: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function kubeconfigSource(
  given: string | undefined,
  environment: Environment,
): KubeconfigSource | undefined {
  if (given !== undefined && given.trim() !== '') return givenSource(given.trim(), environment);
  const listed = (environment['KUBECONFIG'] ?? '')
    .split(path.delimiter)
    .filter(file => file !== '');
  if (listed.length > 0) return { kind: 'files', files: listed, namedBy: 'KUBECONFIG' };
  const usual = inHome('~/.kube/config', environment);
  if (usual !== undefined && existsSync(usual)) {
    return { kind: 'files', files: [usual], namedBy: '~/.kube/config' };
  }
  const inPod = environment['KUBERNETES_SERVICE_HOST'] && existsSync(POD_TOKEN);
  return inPod ? { kind: 'in-cluster' } : undefined;
}

function inHome(file: string, environment: Environment): string | undefined {
  const home = environment['HOME'] || environment['USERPROFILE'];
  return home && path.join(home, file.slice('~/'.length));
}

function givenSource(given: string, environment: Environment): KubeconfigSource {
  const decoded = /^[\w+/=\s]+$/.test(given) ? Buffer.from(given, 'base64').toString() : '';
  for (const text of [decoded, given]) if (isText(text)) return { kind: 'text', text };
  const file = /^~[/\\]/.test(given) ? inHome(given, environment) : given;
  return { kind: 'files', files: [file ?? given], namedBy: 'kubeconfig' };
}

/** A path has no line breaks, and begins with no brace. */
function isText(text: string): boolean {
  return text.includes(':') && (text.includes('\n') || text.trimStart().startsWith('{'));
}
