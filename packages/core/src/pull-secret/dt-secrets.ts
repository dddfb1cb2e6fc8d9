import { decodeBase64 } from './base64.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import type { PullSecret } from './pull-secret.ts';
import { formatYaml } from './yaml.ts';

const STEPS = `# Values of Devtron's chart dt-secrets. The chart also asks for an App Name, a Project and an
# Environment: choose the one whose applications pull with this secret.
`;

/**
 * The values with which Devtron's chart `dt-secrets` makes this pull secret.
 *
 * The chart's environment decides on the namespace. It knows labels, but neither annotations nor
 * `immutable`.
 *
 * @throws InvalidInputError for a pull secret that has one of the two
 */
export function dtSecretsValues({ metadata, immutable, type, data }: PullSecret): string {
  const { name, labels, annotations } = metadata;
  const extra = (annotations && 'annotations') ?? (immutable && 'immutable');
  if (extra) {
    throw new InvalidInputError(
      `The pull secret "${name}" has "${extra}", for which the chart dt-secrets has no value. Leave it out, or use the format "yaml".`,
      { field: extra },
    );
  }
  const key = '.dockerconfigjson';
  const value = decodeBase64(data[key].reveal());
  return STEPS + formatYaml({ name, type, labels, secrets: { data: [{ key, value }] } }, 'given');
}
