import { InvalidInputError } from '@berth/core';

const KEY =
  /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/** Labels by the rules of Kubernetes and the catalog, sorted by key. @throws InvalidInputError */
export function parseLabels(
  labels: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  for (const [key, value] of Object.entries(labels)) {
    if (key.length > 253 || !KEY.test(key)) {
      throw invalid(key, 'is no key of a label', 'with an optional "domain/" before it');
    }
    if (!VALUE.test(value)) throw invalid(key, 'has a value that is none of a label', 'or nothing');
  }
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function invalid(key: string, reason: string, addition: string): InvalidInputError {
  const shown = JSON.stringify(key.slice(0, 80));
  return new InvalidInputError(
    `The label ${shown} ${reason}. Use at most 63 letters, digits, "-", "_" and "." with a letter or digit at both ends, ${addition}.`,
    { field: `labels.${key.slice(0, 80)}` },
  );
}
