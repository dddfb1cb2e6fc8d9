import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** What the action may change on a machine: the Docker config, and files for the time of the job. */
export function snapshot() {
  const config = path.join(homedir(), '.docker');
  const temporary = namesIn(process.env.RUNNER_TEMP).filter(name => name.startsWith('berth-'));
  return JSON.stringify({
    config: textOf(path.join(config, 'config.json')),
    beside: namesIn(config).filter(name => name.startsWith('config.json.')),
    temporary,
  });
}

function namesIn(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
