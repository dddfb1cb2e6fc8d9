import path from 'node:path';
import { saveState } from '@actions/core';
import type { LoginEntry } from './login-entry.ts';
import { beneath, openEntries } from './open-entries.ts';
import { fingerprintOf, type NotedLogin, type RecordNote } from './record-note.ts';
import type { UndoRecord } from './undo-record.ts';

/** Gives the runner a note of a record, under the record's name. */
export function saveNote(recordFile: string, record: UndoRecord): void {
  const { configFile, previousText, folderIsNew, entries } = record;
  const logins = entries.map(entry => ({
    key: entry.key,
    ...(entry.helper !== undefined && { helper: entry.helper }),
    fingerprint: fingerprintOf(entry.written),
    before: beforeIn(configFile, entry),
  }));
  const fileIsNew = previousText === undefined;
  const note: RecordNote = { recordFile, configFile, fileIsNew, folderIsNew, logins };
  saveState(path.parse(recordFile).name, JSON.stringify(note));
}

function beforeIn(configFile: string, entry: LoginEntry): NotedLogin['before'] {
  if (entry.previous === undefined) return 'nothing';
  const runs = openEntries(configFile, entry);
  return beneath(runs, entry.previous) === undefined ? 'runs' : 'others';
}
