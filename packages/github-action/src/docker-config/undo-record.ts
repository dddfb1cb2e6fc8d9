import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readFileText } from './file-text.ts';
import type { LoginEntry } from './login-entry.ts';
import { replaceFile } from './write-file.ts';

/**
 * What the post step needs to put one file back, and the credential helpers that it names. It holds
 * secrets: it waits in a file that only this user may read, and the state has no more than the path
 * of its folder and a `RecordNote`.
 */
export interface UndoRecord {
  readonly configFile: string;
  /** The text of the config before this run; absent where there was no file. */
  readonly previousText?: string | undefined;
  /** Whether the folder of the config was made by this run. */
  readonly folderIsNew: boolean;
  /** None where the run has not come to the point of a change. */
  readonly entries: readonly LoginEntry[];
}

/** The record for the nth file that a run changes. */
export function recordFileIn(folder: string, at: number): string {
  return path.join(folder, `undo-${at}.json`);
}

/** The records that a run has left, the last first. */
export function recordFilesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter(name => /^undo-\d+\.json$/.test(name));
  return names
    .sort()
    .reverse()
    .map(name => path.join(folder, name));
}

export function writeRecord(file: string, record: UndoRecord): void {
  replaceFile(file, JSON.stringify(record), { mode: 0o600 });
}

export function readRecord(file: string): UndoRecord | undefined {
  const text = readFileText(file);
  return text === undefined ? undefined : (JSON.parse(text) as UndoRecord);
}
