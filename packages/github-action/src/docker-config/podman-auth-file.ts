import { existsSync } from 'node:fs';
import path from 'node:path';
import { homeFolder } from './docker-config-path.ts';
import { followLinks } from './write-file.ts';

/**
 * The file in which podman, skopeo and buildah look before the Docker config, or instead of it;
 * nothing where that is the Docker config.
 *
 * Source: https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 */
export function podmanAuthFile(dockerFile: string): string | undefined {
  const file = process.env['REGISTRY_AUTH_FILE'] || defaultFiles().find(existsSync);
  if (!file || followLinks(file) === followLinks(dockerFile)) return undefined;
  return path.resolve(file);
}

/** All the files in which they look, in that order. */
export function podmanFiles(dockerFile: string): readonly string[] {
  const only = process.env['REGISTRY_AUTH_FILE'];
  return only ? [path.resolve(only)] : [...defaultFiles().filter(existsSync), dockerFile];
}

function defaultFiles(): readonly string[] {
  const { XDG_RUNTIME_DIR: runtime, XDG_CONFIG_HOME: settings } = process.env;
  const ofUser = path.join(settings || path.join(homeFolder(), '.config'), 'containers/auth.json');
  if (process.platform !== 'linux') return [ofUser];
  const containers = runtime
    ? path.join(runtime, 'containers')
    : `/run/containers/${process.getuid?.()}`;
  return [path.join(containers, 'auth.json'), ofUser];
}
