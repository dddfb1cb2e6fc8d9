import { dtSecretsValues } from './dt-secrets.ts';
import { goJson } from './go-json.ts';
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
 */
export function formatPullSecret(secret: PullSecret, format: PullSecretFormat): string {
  switch (format) {
    case 'yaml':
      return formatYaml(manifest(secret), 'kubectl');
    case 'json':
      return `${goJson(manifest(secret), 4)}\n`;
    case 'dt-secrets':
      return dtSecretsValues(secret);
  }
}

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
