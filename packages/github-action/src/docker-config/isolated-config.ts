import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { ProvenRegistry } from '../log-in/prove-logins.ts';
import type { ConfigChoice } from './docker-config-choice.ts';
import { dockerConfigFile } from './docker-config-path.ts';
import { formatDockerConfig, helperFor, parseDockerConfig } from './docker-config-text.ts';
import { readFileText } from './file-text.ts';
import { withFallback, withoutHelpers } from './inherited-config.ts';
import { replaceFile } from './write-file.ts';

/**
 * Makes a Docker config of this job's own: a copy of the existing one, so that its logins, helpers
 * and proxies stay, with links to what lies beside it (contexts, builders, plugins). The new logins
 * will be in the copy itself, never in a credential helper, which all jobs of the machine share.
 *
 * Where Docker and podman see different logins, podman gets a copy of its own: each still finds what
 * it found before, and nothing else.
 */
export function isolatedConfig(
  original: Pick<ConfigChoice, 'folder' | 'authFile'>,
  own: { readonly folder: string; readonly registries: readonly ProvenRegistry[] },
): ConfigChoice {
  const file = dockerConfigFile(original.folder);
  const text = readFileText(file);
  const docker = parseDockerConfig(text, file);
  const authText = original.authFile && readFileText(original.authFile);
  const podman = parseDockerConfig(authText, original.authFile ?? '');

  mkdirSync(own.folder, { mode: 0o700 });
  if (existsSync(original.folder)) linkNeighbours(original.folder, own.folder);
  const copy = { folder: own.folder, file: dockerConfigFile(own.folder), isolated: true };
  const keys = own.registries.map(({ key }) => key);
  const hosts = own.registries.map(({ host }) => host);
  const hasHelpers = keys.some(key => helperFor(docker, key) !== undefined);
  const kept = hasHelpers ? formatDockerConfig(withoutHelpers(docker, keys), text) : text;
  if (kept !== undefined) replaceFile(copy.file, kept, { mode: 0o600 });
  if (!hasHelpers && original.authFile === undefined) return { ...copy, authFile: undefined };

  const authFile = path.join(own.folder, AUTH_FILE);
  // Where the variable names a file, podman looks nowhere else.
  const fallback = process.env['REGISTRY_AUTH_FILE'] && original.authFile ? {} : docker;
  const inherited = withFallback(podman, { docker: fallback, hosts });
  replaceFile(authFile, formatDockerConfig(inherited, authText), { mode: 0o600 });
  return { ...copy, authFile };
}

const AUTH_FILE = 'berth-auth.json';

function linkNeighbours(original: string, folder: string): void {
  for (const name of readdirSync(original)) {
    // What is copied must not be a link: the copy would be written into the original.
    if (name.startsWith('config.json') || name.startsWith(AUTH_FILE)) continue;
    const source = path.join(original, name);
    const target = path.join(folder, name);
    if (statSync(source, { throwIfNoEntry: false })?.isDirectory()) {
      // A junction needs no special right on Windows; elsewhere the word is ignored.
      symlinkSync(source, target, 'junction');
    } else if (process.platform === 'win32') copyFileSync(source, target);
    else symlinkSync(source, target);
  }
}
