import { existsSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './file-lock.ts';
import { handOver } from './hand-over.ts';
import { samePlace, type LoginEntry } from './login-entry.ts';
import { removeRecord } from './open-records.ts';
import { putBack, type Fate, type UndoReport } from './put-back.ts';
import { recordNotes } from './record-note.ts';
import { readRecord, recordFilesIn, type UndoRecord } from './undo-record.ts';
import { asideOf } from './write-file.ts';

/**
 * Puts back what a run has changed, exactly that, and reads the result back. What goes wrong with
 * one login keeps no other one. The folder of the run goes in any case: it holds secrets.
 */
export async function undo(folder: string): Promise<UndoReport> {
  const report: UndoReport = { fates: [], problems: [] };
  const lost = recordNotes().filter(({ recordFile }) => !existsSync(recordFile));
  if (lost.length > 0) {
    const { remakeRecords } = await import('./lost-record.ts');
    await remakeRecords(lost, report);
  }
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
  const found = new Map<string, Fate>(entries.map(({ key }) => [key, 'unsure']));
  try {
    const later = handOver(recordFile, record);
    // What a killed run has left there holds its logins.
    rmSync(asideOf(configFile), { force: true });
    const own: LoginEntry[] = [];
    for (const entry of entries) {
      if (later.some(other => samePlace(entry, other))) found.set(entry.key, 'shared');
      else own.push(entry);
    }
    await putBack({ ...record, entries: own }, { found, problems });
  } finally {
    fates.push(...found);
    removeRecord(configFile, recordFile);
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody has put something there since.
  }
}
