import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InvalidInputError } from '@berth/core';

const OWNER_KINDS = ['group', 'user'];
const SCOPE_KINDS = ['group', 'system', 'domain'];

/** `group:default/payments`, from what people write for it. @throws InvalidInputError */
export function parseOwner(ref: string | undefined): string | undefined {
  return ref === undefined ? undefined : parseRef(ref, 'owner', OWNER_KINDS);
}

/** Sorted, each once. @throws InvalidInputError */
export function parseScope(refs: readonly string[] = []): readonly string[] {
  const parsed = refs.map((ref, index) => parseRef(ref, `scope[${index}]`, SCOPE_KINDS));
  return [...new Set(parsed)].sort();
}

function parseRef(text: string, field: string, kinds: readonly string[]): string {
  const ref = parsed(text);
  if (ref !== undefined && kinds.includes(ref.kind)) return stringifyEntityRef(ref);
  throw new InvalidInputError(
    `Invalid "${field}" ${JSON.stringify(text)}: it is no reference to a ${kinds.join(' or ')}. Write it as ${kinds[0]}:default/name.`,
    { field },
  );
}

function parsed(text: string): ReturnType<typeof parseEntityRef> | undefined {
  try {
    const ref = parseEntityRef(text.toLowerCase());
    const isName = (part: string) => /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/.test(part);
    return [ref.kind, ref.namespace, ref.name].every(isName) ? ref : undefined;
  } catch {
    return undefined;
  }
}
