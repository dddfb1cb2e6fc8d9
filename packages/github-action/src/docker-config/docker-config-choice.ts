import path from 'node:path';
import { exportVariable } from '@actions/core';
import { dockerConfigFile, dockerConfigFolder } from './docker-config-path.ts';
import { parseDockerConfig } from './docker-config-text.ts';
import type { ProvenRegistry } from '../log-in/prove-logins.ts';
import { readFileText } from './file-text.ts';
import { podmanAuthFile } from './podman-auth-file.ts';
import { newTemporaryFolder } from '../temporary-folder.ts';

/** The Docker config that the logins go into. */
export interface ConfigChoice {
  readonly folder: string;
  readonly file: string;
  /** Where podman and skopeo look instead; absent where they find the Docker config. */
  readonly authFile: string | undefined;
  /** Whether it is this job's own. */
  readonly isolated: boolean;
}

/**
 * Finds the shared Docker config, or makes one of this job's own from it. That goes with
 * `jobFolder`; without one it stays.
 */
export async function chooseConfig(
  kind: 'shared' | 'isolated',
  options: {
    readonly registries: readonly ProvenRegistry[];
    readonly jobFolder: string | undefined;
  },
): Promise<ConfigChoice> {
  const folder = dockerConfigFolder();
  const file = dockerConfigFile(folder);
  const authFile = podmanAuthFile(file);
  if (kind === 'shared') return { folder, file, authFile, isolated: false };
  const { isolatedConfig } = await import('./isolated-config.ts');
  const own = path.join(options.jobFolder ?? newTemporaryFolder('kept'), 'docker');
  return isolatedConfig({ folder, authFile }, { folder: own, registries: options.registries });
}

/** Makes sure beforehand that the logins will find files that can be read. */
export function checkConfigs(): void {
  const file = dockerConfigFile();
  for (const one of [file, podmanAuthFile(file)]) {
    if (one !== undefined) parseDockerConfig(readFileText(one), one);
  }
}

/**
 * Points the steps that follow to this job's own config; podman and skopeo have a name of their own
 * for it. The post step needs the names that were there before: it may not be the last step that
 * runs, and the folder is gone then.
 */
export async function exportConfig(
  { folder, file, authFile, isolated }: ConfigChoice,
  jobFolder: string | undefined,
): Promise<void> {
  if (!isolated) return;
  const values = { DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: authFile ?? file };
  if (jobFolder !== undefined) {
    const { keepEnvironment } = await import('./earlier-environment.ts');
    keepEnvironment(jobFolder, values);
  }
  for (const [name, value] of Object.entries(values)) exportVariable(name, value);
}
