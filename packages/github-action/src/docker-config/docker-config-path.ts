import { homedir, userInfo } from 'node:os';
import path from 'node:path';

/** The folder of the Docker config, found as Docker finds it. */
export function dockerConfigFolder(): string {
  return path.resolve(process.env['DOCKER_CONFIG'] || path.join(homeFolder(), '.docker'));
}

/** An empty HOME is none: it must not lead into the workspace. */
export function homeFolder(): string {
  return homedir() || userInfo().homedir;
}

export function dockerConfigFile(folder = dockerConfigFolder()): string {
  return path.join(folder, 'config.json');
}
