import { InvalidInputError } from '../invalid-input-error.ts';
import { quoted } from '../quoted.ts';

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);

const LETTERS = 'lowercase letters, digits';
const EDGES = 'with a letter or digit at both ends';

/** Checks the name of a Kubernetes object by the rule of RFC 1123 subdomains: 253 characters. */
export function checkObjectName(name: string, what: string, field: string): void {
  if (isDnsSubdomain(name)) return;
  const rule = 'it is not a DNS subdomain of at most 253 characters';
  const nextStep = `Use ${LETTERS}, "-" and ".", ${EDGES} and beside every dot`;
  throw new InvalidInputError(`Invalid ${what} ${quoted(name)}: ${rule}. ${nextStep}.`, { field });
}

/** Checks a namespace by the rule of RFC 1123 labels: 63 characters. */
export function checkNamespace(namespace: string): void {
  if (namespace.length <= 63 && DNS_LABEL.test(namespace)) return;
  const rule = 'it is not a DNS label of at most 63 characters';
  const nextStep = `Use ${LETTERS} and "-", ${EDGES}`;
  throw new InvalidInputError(`Invalid namespace ${quoted(namespace)}: ${rule}. ${nextStep}.`, {
    field: 'namespace',
  });
}

/** Whether this is an RFC 1123 subdomain of at most 253 characters. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && DNS_SUBDOMAIN.test(text);
}
