import { existsSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { getEntry, inFile, undoEntries } from './config-entries.ts';
import { parseDockerConfig } from './docker-config-text.ts';
import { withLock } from './file-lock.ts';
import { readFileText } from './file-text.ts';
import { isLeft, samePlace, takeOver, type LoginEntry } from './login-entry.ts';
import { openRecords, removeRecord } from './open-records.ts';
import { undoHelper } from './undo-helper.ts';
import { readRecord, recordFilesIn, writeRecord, type UndoRecord } from './undo-record.ts';
import { asideOf, replaceFile } from './write-file.ts';

/**
 * What became of a login that a run had written. `changed`: by somebody since, so it stays. `shared`:
 * another job uses it and will put it back. `left`: still there although it was taken out.
 */
export type Fate = 'restored' | 'changed' | 'shared' | 'left';

/** What became of the keys, for every place that held one, and what went wrong. */
export interface UndoReport {
  readonly fates: [key: string, Fate][];
  readonly problems: unknown[];
}

/**
 * Puts back what a run has changed, exactly that, and reads the result back. What goes wrong with
 * one login keeps no other one. The folder of the run goes in any case: it holds secrets.
 */
export async function undo(folder: string): Promise<UndoReport> {
  const report: UndoReport = { fates: [], problems: [] };
  const records = existsSync(folder) ? recordFilesIn(folder) : [];
  for (const recordFile of records) {
    await undoRecordIn(recordFile, report).catch(error => report.problems.push(error));
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return report;
}

async function undoRecordIn(recordFile: string, report: UndoReport): Promise<void> {
  const configFile = readRecord(recordFile)?.configFile;
  const folder = configFile && path.dirname(configFile);
  if (!folder || !existsSync(folder)) return;
  const folderIsNew = await withLock(configFile, async () => {
    // Read again: a run that ended meanwhile may have handed something over.
    const record = readRecord(recordFile);
    if (record) await undoRecord(recordFile, record, report);
    return record?.folderIsNew;
  });
  if (folderIsNew) removeEmpty(folder);
}

async function undoRecord(
  recordFile: string,
  record: UndoRecord,
  { fates, problems }: UndoReport,
): Promise<void> {
  const { configFile, entries } = record;
  const later = handOver(recordFile, record);
  // What a killed run has left there holds its logins.
  rmSync(asideOf(configFile), { force: true });
  const own = entries.filter(entry => !later.some(other => samePlace(entry, other)));
  const found = new Map<string, Fate>(entries.map(({ key }) => [key, 'shared']));
  for (const { key } of own) found.set(key, 'restored');
  try {
    for (const entry of own.filter(({ helper }) => helper !== undefined)) {
      const fate = await undoHelper(entry).catch(
        (error: unknown) => problems.push(error) && 'left',
      );
      if (fate) found.set(entry.key, fate);
    }
    if (own.length > 0) {
      for (const key of undoFile({ ...record, entries: own })) found.set(key, 'changed');
      for (const key of leftIn(configFile, own)) found.set(key, 'left');
    }
  } finally {
    removeRecord(configFile, recordFile);
    fates.push(...found);
  }
}

/**
 * Tells the runs that came later what they shall put back instead of this run's entries: what was
 * there before this run. Their entries are returned.
 */
function handOver(recordFile: string, record: UndoRecord): readonly LoginEntry[] {
  const open = openRecords(record.configFile);
  const places: LoginEntry[] = [];
  // A run that is not listed has changed nothing yet.
  const at = open.includes(recordFile) ? open.indexOf(recordFile) + 1 : open.length;
  for (const file of open.slice(at)) {
    const later = readRecord(file);
    if (!later) continue;
    const entries = later.entries.map(entry => {
      const ours = record.entries.find(other => samePlace(other, entry));
      // A run between the two has taken it over already.
      if (!ours || places.some(place => samePlace(place, entry))) return entry;
      return takeOver(entry, ours);
    });
    const { text } = undoEntries(later.previousText, record, record.configFile);
    const folderIsNew = later.folderIsNew || (places.length === 0 && record.folderIsNew);
    writeRecord(file, { ...later, previousText: text, folderIsNew, entries });
    places.push(...entries);
  }
  return places;
}

function undoFile(record: UndoRecord): readonly string[] {
  const { configFile } = record;
  const before = readFileText(configFile);
  const { text, changed } = undoEntries(before, record, configFile);
  if (text === undefined) rmSync(configFile, { force: true });
  else if (text !== before) replaceFile(configFile, text);
  return changed;
}

/** The keys under which the file still holds what this run wrote, read anew. */
function leftIn(configFile: string, entries: readonly LoginEntry[]): readonly string[] {
  const config = parseDockerConfig(readFileText(configFile), configFile);
  const left = inFile(entries).filter(entry => isLeft(entry, getEntry(config, entry.key)));
  return left.map(({ key }) => key);
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody has put something there since.
  }
}
