import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { dockerConfigFile } from './docker-config-path.ts';
import { readFileText } from './file-text.ts';
import { replaceFile } from './write-file.ts';

/**
 * Makes a Docker config of this job's own: a copy of the existing one, so that its logins, helpers
 * and proxies stay, with links to what lies beside it (contexts, builders, plugins).
 */
export function isolatedConfig(original: string, folder: string): string {
  mkdirSync(folder, { mode: 0o700 });
  const text = readFileText(dockerConfigFile(original));
  if (text !== undefined) replaceFile(dockerConfigFile(folder), text, { mode: 0o600 });
  if (existsSync(original)) linkNeighbours(original, folder);
  return folder;
}

function linkNeighbours(original: string, folder: string): void {
  for (const name of readdirSync(original)) {
    if (name.startsWith('config.json')) continue;
    const source = path.join(original, name);
    const target = path.join(folder, name);
    if (statSync(source, { throwIfNoEntry: false })?.isDirectory()) {
      // A junction needs no special right on Windows; elsewhere the word is ignored.
      symlinkSync(source, target, 'junction');
    } else if (process.platform === 'win32') copyFileSync(source, target);
    else symlinkSync(source, target);
  }
}
