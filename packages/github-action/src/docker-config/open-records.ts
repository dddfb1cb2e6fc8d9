import { existsSync, rmSync } from 'node:fs';
import { readFileText } from './file-text.ts';
import { replaceFile } from './write-file.ts';

/**
 * The runs that have a login in this config, oldest first, as the paths of their undo records. Two
 * jobs may use one config at once; whoever ends first must not take the other's login away, and
 * whoever ends last must not bring the other's back. Read and written under the config's lock.
 */
export function openRecords(configFile: string): readonly string[] {
  // A job that was killed leaves its line; the runner has deleted its record.
  return (readFileText(indexFile(configFile)) ?? '').split('\n').filter(existsSync);
}

export function addRecord(configFile: string, recordFile: string): void {
  writeIndex(configFile, [...openRecords(configFile), recordFile]);
}

/** Lists a run again whose line may be gone: before the one that came later, or as the last. */
export function relistRecord(
  configFile: string,
  { recordFile, before }: { readonly recordFile: string; readonly before: string | undefined },
): void {
  const open = openRecords(configFile);
  if (open.includes(recordFile)) return;
  const at = before === undefined ? open.length : open.indexOf(before);
  writeIndex(configFile, open.toSpliced(at, 0, recordFile));
}

export function removeRecord(configFile: string, recordFile: string): void {
  writeIndex(
    configFile,
    openRecords(configFile).filter(file => file !== recordFile),
  );
}

function writeIndex(configFile: string, files: readonly string[]): void {
  const index = indexFile(configFile);
  replaceFile(index, files.join('\n'));
  if (files.length === 0) rmSync(index);
}

// Paths only, no secrets.
function indexFile(configFile: string): string {
  return `${configFile}.berth`;
}
