import { existsSync } from 'node:fs';
import path from 'node:path';
import { InvalidInputError } from '@berth/core';
import { getEntry, withEntries } from './config-entries.ts';
import type { HelperEntry } from './credential-helper.ts';
import type { ConfigChoice } from './docker-config-choice.ts';
import { helperFor, parseDockerConfig, type DockerConfig } from './docker-config-text.ts';
import { withLock } from './file-lock.ts';
import { holdsOurs, type LoginEntry } from './login-entry.ts';
import { addRecord } from './open-records.ts';
import type { ProvenRegistry } from '../log-in/prove-logins.ts';
import { readFileText } from './file-text.ts';
import type { CompleteLogin } from '../inputs/registry-input.ts';
import { writeRecord } from './undo-record.ts';
import { followLinks, replaceFile } from './write-file.ts';

/**
 * Puts the logins into the Docker config, or into the credential helpers that it names. What is
 * needed to undo that is on disk before the first change.
 */
export async function storeLogins(
  registries: readonly ProvenRegistry[],
  options: {
    readonly config: ConfigChoice;
    /** Absent where nothing will be undone. */
    readonly recordFile: string | undefined;
  },
): Promise<void> {
  const { config, recordFile } = options;
  const file = followLinks(config.file);
  const folderIsNew = !existsSync(path.dirname(file));
  await withLock(file, async touch => {
    const previousText = readFileText(file);
    const entries = await entriesFor(registries, parseDockerConfig(previousText, file), touch);
    if (recordFile !== undefined) {
      writeRecord(recordFile, {
        configFile: file,
        ...(previousText !== undefined && { previousText }),
        isolated: config.isolated,
        folderIsNew,
        entries,
      });
      addRecord(file, recordFile);
    }
    await storeInHelpers(entries, touch);
    replaceFile(file, withEntries(previousText, entries, file));
  });
}

async function entriesFor(
  registries: readonly ProvenRegistry[],
  config: DockerConfig,
  touch: () => void,
): Promise<readonly LoginEntry[]> {
  const entries: LoginEntry[] = [];
  for (const { key, login } of registries) {
    const previous = getEntry(config, key);
    const helper = helperFor(config, key);
    if (helper === undefined) {
      entries.push({ key, previous, written: fileEntry(login) });
      continue;
    }
    touch();
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

async function storeInHelpers(entries: readonly LoginEntry[], touch: () => void): Promise<void> {
  for (const entry of entries) {
    const { helper, key } = entry;
    if (helper === undefined) continue;
    touch();
    const { getFromHelper, storeInHelper } = await import('./credential-helper.ts');
    await storeInHelper(helper, key, entry.written as HelperEntry);
    if (holdsOurs(entry, await getFromHelper(helper, key))) continue;
    throw new InvalidInputError(
      `docker-credential-${helper} took the login for "${key}" and does not give it back. Repair the helper, or take it out of "credsStore" and "credHelpers" in the Docker config.`,
    );
  }
}
