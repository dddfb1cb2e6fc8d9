import { existsSync } from 'node:fs';
import path from 'node:path';
import { annotate } from '../workflow-command.ts';
import { getEntry, withEntries } from './config-entries.ts';
import { parseDockerConfig } from './docker-config-text.ts';
import { withLock } from './file-lock.ts';
import { readFileText } from './file-text.ts';
import { beneath, openEntries } from './open-entries.ts';
import { relistRecord, removeRecord } from './open-records.ts';
import type { Fate, UndoReport } from './put-back.ts';
import { fingerprintOf, type NotedLogin, type RecordNote } from './record-note.ts';
import { writeRecord } from './undo-record.ts';

/** Makes records anew that somebody has deleted, as far as that can be done. */
export async function remakeRecords(
  notes: readonly RecordNote[],
  { fates, problems }: UndoReport,
): Promise<void> {
  for (const note of notes) {
    try {
      fates.push(...(await remakeRecord(note)));
    } catch (error) {
      for (const key of keysOf(note.logins)) fates.push([key, 'unsure']);
      problems.push(error);
    }
  }
}

/**
 * Of the logins that the run knows again. Of what was there before them only the logins of runs that
 * go on are known. The others' fates.
 */
async function remakeRecord(note: RecordNote): Promise<readonly [string, Fate][]> {
  const { configFile, recordFile } = note;
  if (!existsSync(path.dirname(configFile))) return [];
  return withLock(configFile, async () => {
    try {
      return remake(note, await Promise.all(note.logins.map(login => look(login, note))));
    } catch (error) {
      removeRecord(configFile, recordFile);
      throw error;
    }
  });
}

/** A place where the run has left a login. */
interface Place extends NotedLogin {
  readonly current: unknown;
  /** The run's own login; absent where it is nowhere any more. */
  readonly written: unknown;
  /** The login of the run before, which goes on; absent where there is none. */
  readonly previous: unknown;
  /** Whether nobody has the login any more that was there before all runs. */
  readonly isLost: boolean;
  /** The run that would put the own login back, as the path of its record. */
  readonly later: string | undefined;
}

async function look(login: NotedLogin, { configFile }: RecordNote): Promise<Place> {
  const isOwn = (value: unknown) =>
    value !== undefined && fingerprintOf(value) === login.fingerprint;
  const current = await currentAt(login, configFile);
  const open = openEntries(configFile, login);
  const at = open.findIndex(({ previous }) => isOwn(previous));
  const later = open[at];
  const runs = later ? open.slice(0, at) : open;
  const written = isOwn(current) ? current : later?.previous;
  const previous = login.before === 'nothing' ? undefined : runs.at(-1)?.written;
  const isLost = login.before === 'others' && beneath(runs, previous) === undefined;
  return { ...login, current, written, previous, isLost, later: later?.file };
}

async function currentAt({ key, helper }: NotedLogin, configFile: string): Promise<unknown> {
  if (helper === undefined) {
    return getEntry(parseDockerConfig(readFileText(configFile), configFile), key);
  }
  const { getFromHelper } = await import('./credential-helper.ts');
  return getFromHelper(helper, key);
}

function remake(note: RecordNote, places: readonly Place[]): readonly [string, Fate][] {
  const { recordFile, configFile, folderIsNew } = note;
  const lost = places.filter(({ written }) => written === undefined);
  const changed = keysOf(lost.filter(({ current }) => current !== undefined));
  const own = places.filter(({ key, written }) => written !== undefined && !changed.includes(key));
  const entries = own.map(({ key, helper, written, previous }) => ({
    ...{ key, written, previous },
    ...(helper !== undefined && { helper }),
  }));
  const before = entries.map(entry => ({ ...entry, written: entry.previous }));
  const previousText = note.fileIsNew ? undefined : withEntries('{}', before, configFile);
  writeRecord(recordFile, { configFile, previousText, folderIsNew, entries });
  relistRecord(configFile, { recordFile, before: own.find(({ later }) => later)?.later });
  tellLost(keysOf(own.filter(({ isLost }) => isLost)), note);
  const others = keysOf(places).filter(key => !own.some(place => place.key === key));
  return others.map(key => [key, changed.includes(key) ? 'changed' : 'restored']);
}

function tellLost(keys: readonly string[], { configFile, recordFile }: RecordNote): void {
  if (keys.length === 0) return;
  annotate(
    'warning',
    `The earlier login for ${keys.join(', ')} in "${configFile}" cannot be put back: somebody has deleted "${path.dirname(recordFile)}", which had it. Log in there again, and empty no RUNNER_TEMP before the job ends.`,
  );
}

function keysOf(logins: readonly NotedLogin[]): readonly string[] {
  return [...new Set(logins.map(({ key }) => key))];
}
