import { statSync } from 'node:fs';
import path from 'node:path';
import { InvalidInputError } from '@berth/core';
import type { ConfigChoice } from './docker-config-choice.ts';
import { helperFor, parseDockerConfig } from './docker-config-text.ts';
import type { ProvenRegistry } from '../log-in/prove-logins.ts';
import { readFileText } from './file-text.ts';

/**
 * Reads the config back and makes sure that the new logins are found there: another entry may stand
 * in the way. Where one does for Docker that is an error; for podman a sentence is returned, as it is
 * where others on this machine may read the logins.
 */
export async function checkServes(
  registries: readonly ProvenRegistry[],
  { file, authFile }: Pick<ConfigChoice, 'file' | 'authFile'>,
): Promise<readonly string[]> {
  const ofPodman = registries.map(registry => ({ ...registry, key: registry.host }));
  const docker = await inspect(registries, file, 'docker');
  const [problem] = docker.shadowed;
  if (problem !== undefined) throw new InvalidInputError(problem);
  const podman = await (authFile === undefined
    ? inspect(registries, file, 'podman')
    : inspect(ofPodman, authFile, 'podman'));
  return [...podman.shadowed, ...new Set([...docker.open, ...podman.open])];
}

async function inspect(
  registries: readonly ProvenRegistry[],
  configFile: string,
  client: 'docker' | 'podman',
): Promise<{ readonly shadowed: readonly string[]; readonly open: readonly string[] }> {
  const config = parseDockerConfig(readFileText(configFile), configFile);
  const inFile = registries.filter(({ key }) => helperFor(config, key) === undefined);
  const open = inFile.length > 0 && isOpen(configFile) ? [openSentence(configFile)] : [];
  // Beside nobody's entries there is nothing to find out, and nothing to load for it.
  if (Object.keys(config.auths ?? {}).length === inFile.length) return { shadowed: [], open };
  const { shadowOf } = await import('./shadowing-entry.ts');
  const found = { config, configFile, client };
  return { shadowed: inFile.flatMap(registry => shadowOf(registry, found) ?? []), open };
}

/** Whether other users get to the file. Windows has no such modes. */
function isOpen(file: string): boolean {
  if (process.platform === 'win32') return false;
  return (statSync(file).mode & 0o044) !== 0 && (statSync(path.dirname(file)).mode & 0o011) !== 0;
}

function openSentence(file: string): string {
  return `Other users of this machine may read the logins in "${file}". Its mode was kept; take their right away with: chmod 600 "${file}"`;
}
