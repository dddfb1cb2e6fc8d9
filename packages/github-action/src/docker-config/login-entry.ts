/** A login under its key, in the Docker config or in a credential helper. */
export interface LoginEntry {
  readonly key: string;
  /** The credential helper that holds it; absent for the file itself. */
  readonly helper?: string;
  /** What was there before this run; absent where there was nothing. */
  readonly previous?: unknown;
  /** What this run wrote. */
  readonly written: unknown;
  /** What runs wrote that have ended since: this run takes it out in their place. */
  readonly takenOver?: readonly unknown[];
}

/** Whether two entries are about the same place. */
export function samePlace(
  one: Pick<LoginEntry, 'key' | 'helper'>,
  other: Pick<LoginEntry, 'key' | 'helper'>,
): boolean {
  return one.key === other.key && one.helper === other.helper;
}

/** The entry of a later run, which from now on puts back what was there before this one. */
export function takeOver(later: LoginEntry, { previous, written, takenOver }: LoginEntry) {
  const values = [...(later.takenOver ?? []), ...(takenOver ?? []), written];
  return { ...later, previous, takenOver: values };
}

/** Whether a place still holds what this run wrote there, or is answerable for. */
export function holdsOurs(entry: LoginEntry, current: unknown): boolean {
  return [entry.written, ...(entry.takenOver ?? [])].some(value => equal(current, value));
}

/** Whether somebody else has put a login there since; one that was only taken out is no matter. */
export function holdsOthers(entry: LoginEntry, current: unknown): boolean {
  return current !== undefined && !holdsOurs(entry, current) && !equal(current, entry.previous);
}

/** Whether a place holds what this run wrote there, and should not any more. */
export function isLeft(entry: LoginEntry, current: unknown): boolean {
  return holdsOurs(entry, current) && !holdsOurs(entry, entry.previous);
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
