import { existsSync } from 'node:fs';
import path from 'node:path';
import { InvalidInputError } from '@berth/core';
import { getEntry, withEntries } from './config-entries.ts';
import type { HelperEntry } from './credential-helper.ts';
import { helperFor, parseDockerConfig, type DockerConfig } from './docker-config-text.ts';
import { withLock } from './file-lock.ts';
import { holdsOurs, type LoginEntry } from './login-entry.ts';
import { addRecord } from './open-records.ts';
import { readFileText } from './file-text.ts';
import { saveNote } from './save-note.ts';
import type { CompleteLogin } from '../inputs/registry-input.ts';
import { writeRecord } from './undo-record.ts';
import { followLinks, replaceFile } from './write-file.ts';

/** A login and the key of a Docker config under which it is looked for. */
export interface KeyedLogin {
  readonly key: string;
  readonly login: CompleteLogin;
}

/**
 * Puts the logins into a Docker config, or into the credential helpers that it names. What is
 * needed to undo that is on disk before the first change.
 */
export async function storeLogins(
  logins: readonly KeyedLogin[],
  options: {
    readonly file: string;
    /** podman knows no `credsStore`. */
    readonly client: 'docker' | 'podman';
    /** Absent where nothing will be undone. */
    readonly recordFile: string | undefined;
  },
): Promise<void> {
  const { recordFile } = options;
  const file = followLinks(options.file);
  const folderIsNew = !existsSync(path.dirname(file));
  // The lock is a change too: the folder may be new.
  if (recordFile) writeRecord(recordFile, { configFile: file, folderIsNew, entries: [] });
  await withLock(file, async folderIsNew => {
    const previousText = readFileText(file);
    const config = parseDockerConfig(previousText, file);
    const forClient = options.client === 'podman' ? { ...config, credsStore: '' } : config;
    const entries = await entriesFor(logins, forClient);
    if (recordFile !== undefined) {
      // Listed first: who ends meanwhile must know of every record that tells of a change.
      addRecord(file, recordFile);
      const before = previousText === undefined ? {} : { previousText };
      const record = { configFile: file, ...before, folderIsNew, entries };
      writeRecord(recordFile, record);
      saveNote(recordFile, record);
    }
    await storeInHelpers(entries);
    replaceFile(file, withEntries(previousText, entries, file));
  });
}

async function entriesFor(
  logins: readonly KeyedLogin[],
  config: DockerConfig,
): Promise<readonly LoginEntry[]> {
  const entries: LoginEntry[] = [];
  for (const { key, login } of logins) {
    const previous = getEntry(config, key);
    const helper = helperFor(config, key);
    if (helper === undefined) {
      entries.push({ key, previous, written: fileEntry(login) });
      continue;
    }
    const { getFromHelper } = await import('./credential-helper.ts');
    const written = { Username: login.username, Secret: login.password.reveal() };
    entries.push({ key, helper, previous: await getFromHelper(helper, key), written });
    // Docker leaves an entry without a secret beside the helper's.
    entries.push({ key, previous, written: {} });
  }
  return entries;
}

function fileEntry({ username, password }: CompleteLogin): object {
  const pair = `${username}:${password.reveal()}`;
  return { auth: Buffer.from(pair).toString('base64') };
}

async function storeInHelpers(entries: readonly LoginEntry[]): Promise<void> {
  for (const entry of entries) {
    const { helper, key } = entry;
    if (helper === undefined) continue;
    const { getFromHelper, storeInHelper } = await import('./credential-helper.ts');
    await storeInHelper(helper, key, entry.written as HelperEntry);
    if (holdsOurs(entry, await getFromHelper(helper, key))) continue;
    throw new InvalidInputError(
      `docker-credential-${helper} took the login for "${key}" and does not give it back. Repair the helper, or take it out of "credsStore" and "credHelpers" in the Docker config.`,
    );
  }
}
