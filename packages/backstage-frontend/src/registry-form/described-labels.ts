import { InvalidInputError } from '@berth/core';
import { entriesIn } from './described-scope.ts';

const KEY =
  /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/** `tier=gold`, one a line, by the rules of Kubernetes. @throws InvalidInputError */
export function parseLabels(text: string): Readonly<Record<string, string>> {
  const labels = new Map<string, string>();
  for (const entry of entriesIn(text)) {
    const at = entry.indexOf('=');
    const [key, value] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
    if (at < 1 || key.length > 253 || !KEY.test(key) || !VALUE.test(value)) {
      throw new InvalidInputError(
        `${JSON.stringify(entry.slice(0, 80))} is no label. Write key=value of at most 63 letters, digits, "-", "_" and "." each, with a letter or digit at both ends.`,
      );
    }
    if (labels.has(key)) {
      throw new InvalidInputError(
        `The label ${JSON.stringify(key)} is there twice. Leave one of them.`,
      );
    }
    labels.set(key, value);
  }
  return Object.fromEntries(labels);
}
