import { dtSecretsValues } from './dt-secrets.ts';
import { goJson } from './go-json.ts';
import { valueNamed } from '../known-name.ts';
import type { KubernetesPairs } from './kubernetes-metadata.ts';
import type { PullSecret } from './pull-secret.ts';
import { formatYaml } from './yaml.ts';

export type PullSecretFormat = 'yaml' | 'json' | 'dt-secrets';

/**
 * Writes a pull secret out, passwords included, with a newline at the end.
 *
 * `yaml` and `json` are the bytes of kubectl 1.20 to 1.32 for
 * `kubectl create secret docker-registry --dry-run=client -o yaml|json`; `dt-secrets` are the
 * values of Devtron's chart of that name.
 *
 * @throws InvalidInputError for an unknown format
 */
export function formatPullSecret(secret: PullSecret, format: PullSecretFormat): string {
  return valueNamed(FORMATS, format, { what: 'format of pull secrets', field: 'format' })(secret);
}

const FORMATS: Readonly<Record<PullSecretFormat, (secret: PullSecret) => string>> = {
  yaml: secret => formatYaml(manifest(secret), 'kubectl'),
  json: secret => `${goJson(manifest(secret), 4)}\n`,
  'dt-secrets': dtSecretsValues,
};

/** In the order of Go's structs, as kubectl's JSON has it. */
function manifest({ kind, apiVersion, metadata, immutable, data, type }: PullSecret) {
  const { name, namespace, labels, annotations } = metadata;
  return {
    kind,
    apiVersion,
    metadata: {
      name,
      namespace,
      creationTimestamp: null,
      labels: sorted(labels),
      annotations: sorted(annotations),
    },
    immutable,
    data: { '.dockerconfigjson': data['.dockerconfigjson'].reveal() },
    type,
  };
}

function sorted(pairs: KubernetesPairs | undefined): KubernetesPairs | undefined {
  return pairs && Object.fromEntries(Object.entries(pairs).sort(([a], [b]) => (a < b ? -1 : 1)));
}
