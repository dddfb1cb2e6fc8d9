import { InvalidInputError } from '../invalid-input-error.ts';
import { parseLooseJson } from '../credential/loose-json.ts';
import { fieldsOf, pasteDockerConfig } from './paste-docker-config.ts';
import { joinPasted, type Pasted } from './pasted.ts';
import { yamlValues } from './yaml-values.ts';

/** The keys under which a Secret holds a Docker config; the second is the older form. */
const KEYS = ['.dockerconfigjson', '.dockercfg'];

/** Reads a Secret, or a list of them, as `kubectl get secret -o json` prints it. */
export function pasteJsonSecret(value: unknown): Pasted | undefined {
  const manifest = fieldsOf(value);
  const items = manifest.get('items');
  const secrets = Array.isArray(items) ? items.map(fieldsOf) : [manifest];
  const texts = secrets.flatMap(secret =>
    ['data', 'stringData'].flatMap(part => KEYS.map(key => fieldsOf(secret.get(part)).get(key))),
  );
  const found = texts.filter(text => typeof text === 'string').map(pasteConfigText);
  return found.length === 0 ? undefined : joinPasted(found);
}

/** Reads a Secret in YAML, and the values of the chart `dt-secrets`. */
export function pasteYamlSecret(text: string): Pasted | undefined {
  const found = KEYS.flatMap(key => yamlValues(text, key)).map(pasteConfigText);
  return found.length === 0 ? undefined : joinPasted(found);
}

function pasteConfigText(text: string): Pasted {
  const json = parseLooseJson(text);
  const found = json === undefined ? undefined : pasteDockerConfig(json.value);
  if (found !== undefined) return found;
  throw new InvalidInputError(
    'The Secret holds no Docker config. Paste one of type kubernetes.io/dockerconfigjson, whole.',
  );
}
