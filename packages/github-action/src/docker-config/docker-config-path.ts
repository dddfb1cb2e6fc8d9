import { homedir } from 'node:os';
import path from 'node:path';

/** The folder of the Docker config, found as Docker finds it. */
export function dockerConfigFolder(): string {
  return path.resolve(process.env['DOCKER_CONFIG'] || path.join(homedir(), '.docker'));
}

export function dockerConfigFile(folder = dockerConfigFolder()): string {
  return path.join(folder, 'config.json');
}
