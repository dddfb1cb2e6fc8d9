import { existsSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { getEntry, undoEntries } from './config-entries.ts';
import { eraseFromHelper, getFromHelper, storeInHelper } from './credential-helper.ts';
import { parseDockerConfig } from './docker-config-text.ts';
import { withLock } from './file-lock.ts';
import { holdsOthers, holdsOurs, samePlace, type LoginEntry } from './login-entry.ts';
import { openRecords, removeRecord } from './open-records.ts';
import { readFileText } from './file-text.ts';
import { readRecord, recordFileIn, writeRecord, type UndoRecord } from './undo-record.ts';
import { replaceFile } from './write-file.ts';

/** What became of the keys that the run had written. */
export interface UndoReport {
  readonly restored: readonly string[];
  /** Changed by somebody since: left as they are. */
  readonly changed: readonly string[];
  /** In use by another job, which will put them back. */
  readonly shared: readonly string[];
  /** Still there although they were taken out. */
  readonly left: readonly string[];
}

/**
 * Puts back what a run has changed, exactly that, and reads the result back. The folder of the run
 * goes; where it has no record nothing was changed.
 */
export async function undo(folder: string): Promise<UndoReport | undefined> {
  const recordFile = recordFileIn(folder);
  const { configFile } = readRecord(recordFile) ?? {};
  const report = configFile === undefined ? undefined : await undoIn(configFile, recordFile);
  rmSync(folder, { recursive: true, force: true });
  return report;
}

async function undoIn(configFile: string, recordFile: string): Promise<UndoReport | undefined> {
  const record = await withLock(configFile, async touch => {
    // Read again: a run that ended meanwhile may have handed something over.
    const record = readRecord(recordFile);
    return record && { ...record, report: await undoRecord(recordFile, record, touch) };
  });
  if (record) removeConfigFolder(record);
  return record?.report;
}

async function undoRecord(
  recordFile: string,
  record: UndoRecord,
  touch: () => void,
): Promise<UndoReport> {
  const later = handOver(recordFile, record);
  const own = record.entries.filter(entry => !later.some(other => samePlace(entry, other)));
  const changedHelpers = await undoHelpers(own, touch);
  const changed = [...changedHelpers, ...undoFile({ ...record, entries: own })];
  removeRecord(record.configFile, recordFile);
  const left = leftIn(record, own).filter(key => !changed.includes(key));
  return {
    restored: keysOf(own).filter(key => !changed.includes(key) && !left.includes(key)),
    changed,
    shared: keysOf(record.entries.filter(entry => !own.includes(entry))),
    left,
  };
}

/**
 * Tells the runs that came later what they shall put back instead of this run's entries: what was
 * there before this run. Their entries are returned.
 */
function handOver(recordFile: string, record: UndoRecord): readonly LoginEntry[] {
  const open = openRecords(record.configFile);
  const places: LoginEntry[] = [];
  for (const file of open.slice(open.indexOf(recordFile) + 1)) {
    const later = readRecord(file);
    if (!later) continue;
    const entries = later.entries.map(entry => {
      const ours = record.entries.find(other => samePlace(other, entry));
      // A run between the two has taken it over already.
      if (!ours || places.some(place => samePlace(place, entry))) return entry;
      return { ...entry, previous: ours.previous };
    });
    const { text } = undoEntries(later.previousText, record, record.configFile);
    const folderIsNew = later.folderIsNew || (places.length === 0 && record.folderIsNew);
    writeRecord(file, { ...later, previousText: text, folderIsNew, entries });
    places.push(...entries);
  }
  return places;
}

function undoFile(record: UndoRecord): readonly string[] {
  if (record.isolated) return [];
  const { configFile } = record;
  const before = readFileText(configFile);
  const { text, changed } = undoEntries(before, record, configFile);
  if (text === undefined) rmSync(configFile, { force: true });
  else if (text !== before) replaceFile(configFile, text);
  return changed;
}

async function undoHelpers(
  entries: readonly LoginEntry[],
  touch: () => void,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const entry of entries) {
    if (entry.helper === undefined) continue;
    touch();
    const current = await getFromHelper(entry.helper, entry.key);
    const previous = entry.previous as { Username: string; Secret: string } | undefined;
    if (holdsOthers(entry, current)) changed.push(entry.key);
    if (!holdsOurs(entry, current)) continue;
    if (previous) await storeInHelper(entry.helper, entry.key, previous);
    else await eraseFromHelper(entry.helper, entry.key);
  }
  return changed;
}

/** The keys under which the file still holds what this run wrote, read anew. */
function leftIn(
  { configFile, isolated }: UndoRecord,
  entries: readonly LoginEntry[],
): readonly string[] {
  if (isolated) return [];
  const config = parseDockerConfig(readFileText(configFile), configFile);
  return entries
    .filter(entry => entry.helper === undefined && !holdsOurs(entry, entry.previous))
    .filter(entry => holdsOurs(entry, getEntry(config, entry.key)))
    .map(entry => entry.key);
}

function keysOf(entries: readonly LoginEntry[]): readonly string[] {
  return [...new Set(entries.map(entry => entry.key))];
}

function removeConfigFolder(record: UndoRecord): void {
  const folder = path.dirname(record.configFile);
  if (!record.folderIsNew || !existsSync(folder)) return;
  try {
    rmdirSync(folder);
  } catch {
    // Somebody has put something there since.
  }
}
