import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InvalidInputError } from '@berth/core';

/** Who may own a registry. */
export const OWNER_KINDS = ['group', 'user'];
/** Whose apps may use it. */
export const SCOPE_KINDS = ['group', 'system', 'domain'];

/** Lines and commas part entries: people paste both. */
export function entriesIn(text: string): readonly string[] {
  return text
    .split(/[\n,]/)
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}

/** `group:default/payments`, or nothing. @throws InvalidInputError */
export function parseOwner(text: string): string | undefined {
  return text.trim() === '' ? undefined : parseRef(text.trim(), OWNER_KINDS);
}

/** The entities whose apps may use a registry. @throws InvalidInputError */
export function parseScope(text: string): readonly string[] {
  return [...new Set(entriesIn(text).map(entry => parseRef(entry, SCOPE_KINDS)))];
}

function parseRef(text: string, kinds: readonly string[]): string {
  const ref = readRef(text);
  if (ref !== undefined && kinds.includes(ref.kind)) return stringifyEntityRef(ref);
  throw new InvalidInputError(
    `${JSON.stringify(text.slice(0, 80))} is no reference to a ${kinds.join(' or ')}. Write it as ${kinds[0]}:default/name.`,
  );
}

function readRef(text: string): ReturnType<typeof parseEntityRef> | undefined {
  try {
    const ref = parseEntityRef(text.toLowerCase());
    const isName = (part: string) => /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/.test(part);
    return [ref.kind, ref.namespace, ref.name].every(isName) ? ref : undefined;
  } catch {
    return undefined;
  }
}
