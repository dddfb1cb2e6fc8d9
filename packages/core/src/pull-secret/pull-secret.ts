import { encodeBase64 } from './base64.ts';
import { dockerConfigJson } from './docker-config.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { checkAnnotations, checkLabels, type KubernetesPairs } from './kubernetes-metadata.ts';
import { checkNamespace, checkObjectName } from './kubernetes-name.ts';
import { isManagedPullSecretName } from './managed-pull-secret.ts';
import { pullSecretHash } from './pull-secret-hash.ts';
import { quoted } from '../quoted.ts';
import type { RegistryLogin } from '../credential/registry-login.ts';
import { Secret } from '../secret.ts';

/** The name of a credential or a pull secret where none is given. */
export const DEFAULT_PULL_SECRET_NAME = 'docker-credentials';

/** The only type that every kubelet reads; the older `kubernetes.io/dockercfg` is not written. */
const TYPE = 'kubernetes.io/dockerconfigjson';

const MAX_DATA_BYTES = 1_048_576;

/**
 * A Kubernetes Secret with which a kubelet pulls images.
 *
 * Its data is a `Secret` (in base64), so that no log and no `JSON.stringify` shows the passwords;
 * `formatPullSecret` writes them out.
 */
export interface PullSecret {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: KubernetesPairs;
    readonly annotations?: KubernetesPairs;
  };
  readonly immutable?: true;
  readonly type: typeof TYPE;
  readonly data: { readonly '.dockerconfigjson': Secret };
}

export interface PullSecretOptions {
  /** An RFC 1123 subdomain; `docker-credentials` unless given. */
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: KubernetesPairs;
  readonly annotations?: KubernetesPairs;
  /** Kubernetes then refuses every change: new content needs a new name, see `appendHash`. */
  readonly immutable?: boolean;
  /** Puts a hash of the content behind the name, as kubectl does. */
  readonly appendHash?: boolean;
  readonly logins: readonly RegistryLogin[];
}

/**
 * Makes the pull secret for these logins, equal to `kubectl create secret docker-registry`.
 *
 * @throws InvalidInputError for what Kubernetes or the clients would refuse: names, namespaces,
 *   labels and annotations beside their rules, more than 1 MiB, and all that `dockerConfigJson`
 *   refuses.
 */
export function pullSecret(options: PullSecretOptions): PullSecret {
  const { namespace, labels = {}, annotations = {}, logins } = options;
  const immutable = options.immutable ?? false;
  const baseName = options.name ?? DEFAULT_PULL_SECRET_NAME;
  checkName(baseName);
  if (namespace !== undefined) checkNamespace(namespace);
  checkLabels(labels);
  checkAnnotations(annotations);

  const dockerConfig = encodeBase64(sizedConfig(logins));
  const hash = () => pullSecretHash({ name: baseName, type: TYPE, dockerConfig, immutable });
  const name = options.appendHash ? `${baseName}-${hash()}` : baseName;
  checkName(name);

  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels: { ...labels } }),
      ...(Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
    },
    ...(immutable && { immutable }),
    type: TYPE,
    data: { '.dockerconfigjson': new Secret(dockerConfig) },
  };
}

function checkName(name: string): void {
  checkObjectName(name, 'name of a pull secret', 'name');
  if (!isManagedPullSecretName(name)) return;
  throw new InvalidInputError(
    `Invalid name of a pull secret ${quoted(name)}: names with "ce-auto-" belong to IBM Code Engine, which writes these itself. Use another name.`,
    { field: 'name' },
  );
}

function sizedConfig(logins: readonly RegistryLogin[]): string {
  const json = dockerConfigJson(logins);
  const bytes = new TextEncoder().encode(json).length;
  if (bytes <= MAX_DATA_BYTES) return json;
  throw new InvalidInputError(
    `The pull secret for ${logins.length} logins would be ${bytes} bytes long, and Kubernetes takes ${MAX_DATA_BYTES}. Split the logins over several secrets.`,
    { field: 'logins' },
  );
}
