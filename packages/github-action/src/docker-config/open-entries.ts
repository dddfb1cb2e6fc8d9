import { holdsOurs, samePlace, type LoginEntry } from './login-entry.ts';
import { openRecords } from './open-records.ts';
import { readRecord } from './undo-record.ts';

/** What a run that is open has written at a place. */
export interface OpenEntry extends LoginEntry {
  /** The path of its record. */
  readonly file: string;
}

/** The entries of all open runs for one place, oldest first. */
export function openEntries(
  configFile: string,
  place: Pick<LoginEntry, 'key' | 'helper'>,
): readonly OpenEntry[] {
  return openRecords(configFile).flatMap(file => {
    const entry = readRecord(file)?.entries.find(entry => samePlace(entry, place));
    return entry ? [{ ...entry, file }] : [];
  });
}

/** What was there before those runs, where this is there after them. */
export function beneath(runs: readonly LoginEntry[], login: unknown): unknown {
  return runs.reduceRight(
    (above, entry) => (holdsOurs(entry, above) ? entry.previous : above),
    login,
  );
}
