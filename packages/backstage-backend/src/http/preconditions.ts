import { PreconditionFailedError } from './request-conflict-errors.ts';

/** Something that is stored, with its history as far as `ETag`s need it. */
export interface Revised {
  readonly id: string;
  readonly revision: number;
  /** The revision that changed a field last. */
  readonly fieldRevisions: Readonly<Record<string, number>>;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

export interface Preconditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Without the quotes. What is deleted and made anew under the same name has another one. */
export function etagOf({ id, revision }: Pick<Revised, 'id' | 'revision'>): string {
  return `${id.slice(0, 8)}-${revision}`;
}

/**
 * Holds `If-Match` and `If-None-Match` (RFC 9110, 13.1) against what is stored.
 *
 * @throws PreconditionFailedError with what has changed.
 */
export function checkPreconditions(
  { ifMatch, ifNoneMatch }: Preconditions,
  stored: Revised | undefined,
  what: string,
): void {
  if (ifMatch !== undefined && !matches(ifMatch, stored)) {
    throw stored === undefined ? gone(what) : stale(ifMatch, stored, what);
  }
  if (ifNoneMatch !== undefined && stored !== undefined && matches(ifNoneMatch, stored)) {
    const message = `${what} exists already. Leave If-None-Match out to change it, or use another name.`;
    throw new PreconditionFailedError(message, []);
  }
}

/** Whether a header names the `ETag` of what is stored; weak ones count as what they hold. */
function matches(header: string, stored: Revised | undefined): boolean {
  if (stored === undefined) return false;
  return header.trim() === '*' || etagsIn(header).includes(etagOf(stored));
}

function etagsIn(header: string): string[] {
  return [...header.matchAll(/"([^"]*)"/g)].map(([, etag = '']) => etag);
}

function gone(what: string): PreconditionFailedError {
  return new PreconditionFailedError(
    `${what} does not exist any more. Leave If-Match out to create it.`,
    [],
  );
}

function stale(header: string, stored: Revised, what: string): PreconditionFailedError {
  const known = etagsIn(header)
    .map(revisionIn(stored))
    .filter(revision => revision !== undefined);
  const since = Math.max(...known, 0);
  const changed = Object.entries(stored.fieldRevisions)
    .filter(([, revision]) => since > 0 && revision > since)
    .map(([field]) => field)
    .sort();
  const fields = changed.length === 0 ? 'It' : changed.join(', ');
  return new PreconditionFailedError(
    `${what} is not what If-Match names: ${fields} changed, last by ${stored.updatedBy} at ${stored.updatedAt}. Read it again and repeat your change.`,
    changed,
  );
}

function revisionIn({ id }: Revised): (etag: string) => number | undefined {
  return etag => {
    const [start, revision] = [etag.slice(0, 8), Number(etag.slice(9))];
    return start === id.slice(0, 8) && Number.isInteger(revision) ? revision : undefined;
  };
}
