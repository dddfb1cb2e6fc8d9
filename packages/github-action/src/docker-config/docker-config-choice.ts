import path from 'node:path';
import { exportVariable } from '@actions/core';
import { dockerConfigFile, dockerConfigFolder } from './docker-config-path.ts';
import { newTemporaryFolder } from '../temporary-folder.ts';

/** The Docker config that the logins go into. */
export interface ConfigChoice {
  readonly folder: string;
  readonly file: string;
  /** Whether it is this job's own. */
  readonly isolated: boolean;
}

/**
 * Finds the shared Docker config, or makes one of this job's own from it. That goes with
 * `jobFolder`; without one it stays.
 */
export async function chooseConfig(
  kind: 'shared' | 'isolated',
  jobFolder: string | undefined,
): Promise<ConfigChoice> {
  const shared = dockerConfigFolder();
  if (kind === 'shared') return { folder: shared, file: dockerConfigFile(shared), isolated: false };
  const { isolatedConfig } = await import('./isolated-config.ts');
  const folder = isolatedConfig(
    shared,
    path.join(jobFolder ?? newTemporaryFolder('kept'), 'docker'),
  );
  return { folder, file: dockerConfigFile(folder), isolated: true };
}

/** Points the steps that follow to this job's own config; podman and skopeo have a name of their own for it. */
export function exportConfig({ folder, file, isolated }: ConfigChoice): void {
  if (!isolated) return;
  exportVariable('DOCKER_CONFIG', folder);
  exportVariable('REGISTRY_AUTH_FILE', file);
}
