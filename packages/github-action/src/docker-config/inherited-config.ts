import type { DockerConfig } from './docker-config-text.ts';

/** A Docker config that keeps the logins of these keys itself, and leaves all others where they are. */
export function withoutHelpers(config: DockerConfig, keys: readonly string[]): DockerConfig {
  const others = without(config.credHelpers, keys);
  // An empty name takes a key away from `credsStore`.
  const own = config.credsStore ? Object.fromEntries(keys.map(key => [key, ''])) : {};
  return { ...config, credHelpers: { ...others, ...own } };
}

/**
 * One file with all that podman found in two: first in its own, then in the Docker config. It reads
 * logins and `credHelpers` there, and for an empty helper it would look for a program without a name.
 */
export function withFallback(
  own: DockerConfig,
  { docker, hosts }: { readonly docker: DockerConfig; readonly hosts: readonly string[] },
): DockerConfig {
  const fallback = without(docker.credHelpers, Object.keys(own.auths ?? {}));
  const helpers = without({ ...fallback, ...own.credHelpers }, hosts);
  return {
    ...own,
    auths: { ...docker.auths, ...own.auths },
    credHelpers: Object.fromEntries(Object.entries(helpers).filter(([, helper]) => helper !== '')),
  };
}

function without(
  helpers: DockerConfig['credHelpers'],
  keys: readonly string[],
): Readonly<Record<string, string>> {
  const kept = Object.entries(helpers ?? {}).filter(([key]) => !keys.includes(key));
  return Object.fromEntries(kept);
}
