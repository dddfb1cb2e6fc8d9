import { Secret, type RegistryLogin } from '@berth/core';
import { getEntry } from './config-entries.ts';
import { dockerConfigFile } from './docker-config-path.ts';
import { isRecord } from './docker-config-text.ts';
import { podmanFiles } from './podman-auth-file.ts';
import { servingEntry, type ConfigFile } from './serving-entry.ts';

/** The user name that Docker and its helpers give to an identity token. */
export const IDENTITY_TOKEN = '<token>';

/** Who looks for a login: docker and podman read files of their own, Berth reads both. */
export type LoginReader = 'docker' | 'podman' | 'berth';

/** The login that a step before has left where the reader looks for it. */
export async function existingLogin(
  reader: LoginReader,
  pushed: { readonly host: string; readonly image: string },
): Promise<RegistryLogin | undefined> {
  for (const one of filesOf(reader)) {
    const login = await loginIn(one, pushed);
    if (login) return login;
  }
  return undefined;
}

/** Whether a credential helper decides on it, which is not asked: it may use the network. */
export function isKeptByHelper(
  reader: LoginReader,
  pushed: { readonly host: string; readonly image: string },
): boolean {
  for (const one of filesOf(reader)) {
    const entry = servingEntry(one, pushed);
    if (entry?.helper !== undefined) return true;
    if (entry && loginOf(getEntry(entry.config, entry.key), pushed.host)) return false;
  }
  return false;
}

function filesOf(reader: LoginReader): readonly ConfigFile[] {
  const docker = dockerConfigFile();
  const ofDocker = [{ file: docker, client: 'docker' }] as const;
  const ofPodman = podmanFiles(docker).map(file => ({ file, client: 'podman' }) as const);
  return [...(reader === 'podman' ? [] : ofDocker), ...(reader === 'docker' ? [] : ofPodman)];
}

async function loginIn(
  place: ConfigFile,
  pushed: { readonly host: string; readonly image: string },
): Promise<RegistryLogin | undefined> {
  const entry = servingEntry(place, pushed);
  if (entry?.helper === undefined) {
    return entry && loginOf(getEntry(entry.config, entry.key), pushed.host);
  }
  const { getFromHelper } = await import('./credential-helper.ts');
  const found = await getFromHelper(entry.helper, entry.key);
  return found && login(pushed.host, found.Username, found.Secret);
}

function loginOf(entry: unknown, host: string): RegistryLogin | undefined {
  if (!isRecord(entry)) return undefined;
  const { identitytoken: token, auth, username, password } = entry;
  if (typeof token === 'string' && token !== '') return login(host, IDENTITY_TOKEN, token);
  const pair = typeof auth === 'string' ? Buffer.from(auth, 'base64').toString() : '';
  const colon = pair.indexOf(':');
  if (colon > 0) return login(host, pair.slice(0, colon), pair.slice(colon + 1));
  const both = typeof username === 'string' && typeof password === 'string';
  return both && username !== '' ? login(host, username, password) : undefined;
}

function login(server: string, username: string, password: string): RegistryLogin {
  return { server, username, password: new Secret(password) };
}
