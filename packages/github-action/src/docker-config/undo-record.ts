import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LoginEntry } from './login-entry.ts';
import { replaceFile } from './write-file.ts';

/**
 * What the post step needs to put things back. It holds secrets: it waits in a file that only this
 * user may read, and the state has no more than the path of its folder.
 */
export interface UndoRecord {
  readonly configFile: string;
  /** The text of the config before this run; absent where there was no file. */
  readonly previousText?: string | undefined;
  /** Whether the folder of the config was made by this run. */
  readonly folderIsNew: boolean;
  /** Whether the config is this job's own, and goes as a whole. */
  readonly isolated: boolean;
  readonly entries: readonly LoginEntry[];
}

export function recordFileIn(folder: string): string {
  return path.join(folder, 'undo.json');
}

export function writeRecord(file: string, record: UndoRecord): void {
  replaceFile(file, JSON.stringify(record), { mode: 0o600 });
}

export function readRecord(file: string): UndoRecord | undefined {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as UndoRecord;
}
