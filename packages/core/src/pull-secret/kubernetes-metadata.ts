import { InvalidInputError } from '../invalid-input-error.ts';
import { isDnsSubdomain } from './kubernetes-name.ts';
import { quoted } from '../quoted.ts';

/** Labels or annotations. */
export type KubernetesPairs = Readonly<Record<string, string>>;

const MAX_ANNOTATION_BYTES = 256 * 1024;
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const NAME_RULE =
  'Use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends';

/**
 * Checks labels by the rules of the API server.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export function checkLabels(labels: KubernetesPairs): void {
  for (const [key, value] of Object.entries(labels)) {
    checkKey(key, 'label', 'labels');
    checkText(value, 'label', key);
    if (value === '' || (value.length <= 63 && NAME.test(value))) continue;
    throw new InvalidInputError(
      `Invalid value ${quoted(value)} of the label ${quoted(key)}: the API server refuses it. ${NAME_RULE}.`,
      { field: `labels.${key}` },
    );
  }
}

/** Checks annotations by the rules of the API server: keys as of labels, 256 KiB in sum. */
export function checkAnnotations(annotations: KubernetesPairs): void {
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    // The API server compares the prefix without case, of annotations only.
    checkKey(key.toLowerCase(), 'annotation', 'annotations');
    checkText(value, 'annotation', key);
    if (/\p{Surrogate}/u.test(value)) {
      throw new InvalidInputError(
        `Invalid value of the annotation ${quoted(key)}: it has half a surrogate pair. Copy it again.`,
        { field: `annotations.${key}` },
      );
    }
    bytes += encoder.encode(key + value).length;
  }
  if (bytes <= MAX_ANNOTATION_BYTES) return;
  throw new InvalidInputError(
    `The annotations are ${bytes} bytes long, and Kubernetes takes ${MAX_ANNOTATION_BYTES}. Shorten them.`,
    { field: 'annotations' },
  );
}

/** Values come from YAML and JSON too, where 5 and true are no text. */
function checkText(value: unknown, what: 'label' | 'annotation', key: string): void {
  if (typeof value === 'string') return;
  throw new InvalidInputError(
    `Invalid value of the ${what} ${quoted(key)}: it is not a text. Put it in quotes.`,
    { field: `${what}s.${key}` },
  );
}

function checkKey(key: string, what: 'label' | 'annotation', field: string): void {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (prefix !== undefined && !isDnsSubdomain(prefix)) {
    throw new InvalidInputError(
      `Invalid ${what} key ${quoted(key)}: ${quoted(prefix)} is not a DNS subdomain. Use one such as "example.com".`,
      { field },
    );
  }
  if (name.length <= 63 && NAME.test(name)) return;
  throw new InvalidInputError(
    `Invalid ${what} key ${quoted(key)}: the API server refuses it. ${NAME_RULE}, behind an optional "prefix/".`,
    { field },
  );
}
