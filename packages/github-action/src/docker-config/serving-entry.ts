import { dockerConfigKey, explainPull } from '@berth/core';
import { parseDockerConfig, type DockerConfig } from './docker-config-text.ts';
import { readFileText } from './file-text.ts';

/** A config, and whose rules hold for finding a login in it. */
export interface ConfigFile {
  readonly file: string;
  readonly client: 'docker' | 'podman';
}

/** Where a client finds its login for an image. */
export interface ServingEntry {
  readonly config: DockerConfig;
  readonly key: string;
  /** The credential helper that is asked for the key in place of the file. */
  readonly helper?: string;
}

/** What this client takes for the image from this config; nothing where it goes without a login. */
export function servingEntry(
  { file, client }: ConfigFile,
  { host, image }: { readonly host: string; readonly image: string },
): ServingEntry | undefined {
  const config = parseDockerConfig(readFileText(file), file);
  const { tried, helper, anonymous } = explainPull(image, config, client);
  const own = client === 'docker' ? dockerConfigKey(host) : host;
  if (helper !== undefined) return { config, key: own, helper };
  // Where one entry spoils the file for that client, the others are still what they are.
  return anonymous ? undefined : { config, key: tried[0]?.key ?? own };
}
