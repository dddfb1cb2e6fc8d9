import { InvalidInputError } from '@berth/core';
import { helperFor, parseDockerConfig } from './docker-config-text.ts';
import type { ProvenRegistry } from '../log-in/prove-logins.ts';
import { readFileText } from './file-text.ts';

/**
 * Reads the config back and makes sure that the new logins are found there: another entry may stand
 * in the way. Where one does for Docker that is an error; for podman a sentence is returned.
 */
export async function checkServes(
  registries: readonly ProvenRegistry[],
  configFile: string,
): Promise<readonly string[]> {
  const config = parseDockerConfig(readFileText(configFile), configFile);
  const inFile = registries.filter(({ key }) => helperFor(config, key) === undefined);
  // Beside nobody's entries there is nothing to find out, and nothing to load for it.
  if (Object.keys(config.auths ?? {}).length === inFile.length) return [];
  const { shadowOf } = await import('./shadowing-entry.ts');
  const shadowed = (client: 'docker' | 'podman') =>
    inFile.flatMap(registry => shadowOf(registry, { config, configFile, client }) ?? []);
  const [problem] = shadowed('docker');
  if (problem !== undefined) throw new InvalidInputError(problem);
  return shadowed('podman');
}
