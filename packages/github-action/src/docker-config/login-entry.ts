/** A login under its key, in the Docker config or in a credential helper. */
export interface LoginEntry {
  readonly key: string;
  /** The credential helper that holds it; absent for the file itself. */
  readonly helper?: string;
  /** What was there before this run; absent where there was nothing. */
  readonly previous?: unknown;
  /** What this run wrote. */
  readonly written: unknown;
}

/** Whether two entries are about the same place. */
export function samePlace(one: LoginEntry, other: LoginEntry): boolean {
  return one.key === other.key && one.helper === other.helper;
}

/** Whether a place still holds what this run wrote there. */
export function holdsOurs(entry: LoginEntry, current: unknown): boolean {
  return equal(current, entry.written);
}

/** Whether somebody else has put a login there since; one that was only taken out is no matter. */
export function holdsOthers(entry: LoginEntry, current: unknown): boolean {
  return current !== undefined && !holdsOurs(entry, current) && !equal(current, entry.previous);
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
