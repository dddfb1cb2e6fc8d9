import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { replaceFile } from './write-file.ts';

/** Notes the values that these variables have before they are given new ones. */
export function keepEnvironment(folder: string, values: Readonly<Record<string, string>>): void {
  const notes = Object.entries(values).map(([name, value]) => [name, value, process.env[name]]);
  replaceFile(fileIn(folder), JSON.stringify(notes), { mode: 0o600 });
}

/**
 * Gives them their earlier values back for the post steps that follow, where nobody else has
 * changed them since. A variable cannot be taken away; for these, empty means the same.
 */
export function restoreEnvironment(folder: string): void {
  const runnerFile = process.env['GITHUB_ENV'];
  if (!runnerFile || !existsSync(fileIn(folder))) return;
  const notes = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as (string | null)[][];
  for (const [name, value, earlier] of notes) {
    if (name && process.env[name] === value)
      appendFileSync(runnerFile, `${name}=${earlier ?? ''}\n`);
  }
}

function fileIn(folder: string): string {
  return path.join(folder, 'environment.json');
}
