import { WrongRequestError } from '../http/wrong-request-error.ts';

/** How far a list of usages was read: selections come first, then annotations. */
export interface UsagePlace {
  /** The cursor of the next page of selections. */
  readonly selections: string | undefined;
  /** Whether all selections were read. */
  readonly areBehind: boolean;
  /** How many entities with annotations were read. */
  readonly annotations: number;
}

const START: UsagePlace = { selections: undefined, areBehind: false, annotations: 0 };

/** @throws WrongRequestError */
export function parseUsageCursor(cursor: string | undefined): UsagePlace {
  if (cursor === undefined) return START;
  const [, source, rest = ''] = /^([sa])\.(.+)$/.exec(cursor) ?? [];
  if (source === 's') return { ...START, selections: rest };
  if (source === 'a' && /^\d{1,9}$/.test(rest)) {
    return { selections: undefined, areBehind: true, annotations: Number(rest) };
  }
  const message =
    '"cursor" is not of this list. Use the nextCursor of a page with the same filters, or leave it out.';
  throw new WrongRequestError([{ field: 'cursor', message }]);
}

/** @returns undefined behind the last page. */
export function formatUsageCursor(next: {
  readonly selections: string | undefined;
  readonly annotations: number;
  readonly ofAnnotations: number;
}): string | undefined {
  if (next.selections !== undefined) return `s.${next.selections}`;
  return next.annotations < next.ofAnnotations ? `a.${next.annotations}` : undefined;
}
