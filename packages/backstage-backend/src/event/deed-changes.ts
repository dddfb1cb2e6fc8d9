import { isDeepStrictEqual } from 'node:util';
import type { DeedChange } from './deed.ts';

type State = Readonly<Record<string, unknown>>;

const LONGEST = 300;

/** What differs between two states of something, as it may be shown; sorted by field. */
export function deedChanges(before: State | undefined, after: State | undefined): DeedChange[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].sort().flatMap(field => {
    const [old, now] = [before?.[field], after?.[field]];
    if (isDeepStrictEqual(old, now)) return [];
    return { field, ...shown('before', old), ...shown('after', now) };
  });
}

function shown(side: 'before' | 'after', value: unknown): object {
  if (value === undefined) return {};
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { [side]: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text };
}
