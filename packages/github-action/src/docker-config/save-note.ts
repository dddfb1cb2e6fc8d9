import path from 'node:path';
import { saveState } from '@actions/core';
import { fingerprintOf, type RecordNote } from './record-note.ts';
import type { UndoRecord } from './undo-record.ts';

/** Gives the runner a note of a record, under the record's name. */
export function saveNote(recordFile: string, record: UndoRecord): void {
  const { configFile, previousText, folderIsNew, entries } = record;
  const logins = entries.map(({ key, helper, written, previous }) => ({
    key,
    ...(helper !== undefined && { helper }),
    fingerprint: fingerprintOf(written),
    replaced: previous !== undefined,
  }));
  const fileIsNew = previousText === undefined;
  const note: RecordNote = { recordFile, configFile, fileIsNew, folderIsNew, logins };
  saveState(path.parse(recordFile).name, JSON.stringify(note));
}
