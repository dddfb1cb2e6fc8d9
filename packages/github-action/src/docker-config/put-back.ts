import { rmSync } from 'node:fs';
import { getEntry, inFile, undoEntries } from './config-entries.ts';
import { parseDockerConfig } from './docker-config-text.ts';
import { readFileText } from './file-text.ts';
import { isLeft, type LoginEntry } from './login-entry.ts';
import type { UndoRecord } from './undo-record.ts';
import { replaceFile } from './write-file.ts';

/**
 * What became of a login that a run had written. `changed`: by somebody since, so it stays. `shared`:
 * another job uses it and will put it back. `left`: still there although it was taken out. `unsure`:
 * something went wrong before that could be seen.
 */
export type Fate = 'restored' | 'changed' | 'shared' | 'left' | 'unsure';

/** What became of the keys, for every place that held one, and what went wrong. */
export interface UndoReport {
  readonly fates: [key: string, Fate][];
  readonly problems: unknown[];
}

/** Puts back the entries of a run, in helpers and in the file, and notes what became of each. */
export async function putBack(
  record: UndoRecord,
  { found, problems }: { readonly found: Map<string, Fate>; readonly problems: unknown[] },
): Promise<void> {
  const { configFile, entries } = record;
  if (entries.length === 0) return;
  const inHelpers = entries.filter(({ helper }) => helper !== undefined);
  for (const entry of inHelpers) {
    try {
      // Few have one, and what speaks to it is a sixth of the post step.
      const { undoHelper } = await import('./undo-helper.ts');
      found.set(entry.key, await undoHelper(entry));
    } catch (error) {
      found.set(entry.key, 'unsure');
      problems.push(error);
    }
  }
  const changed = undoFile(record);
  const left = leftIn(configFile, entries);
  // Of a login that a helper keeps, the file has only the place.
  for (const { key } of inFile(entries).filter(({ key }) => !inHelpers.some(at => at.key === key)))
    if (found.get(key) === 'unsure') found.set(key, 'restored');
  for (const key of changed) found.set(key, 'changed');
  for (const key of left) found.set(key, 'left');
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
