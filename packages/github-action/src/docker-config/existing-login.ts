import { InvalidInputError, Secret, type RegistryLogin } from '@berth/core';
import { getEntry } from './config-entries.ts';
import { helperFor, isRecord, parseDockerConfig } from './docker-config-text.ts';
import { readFileText } from './file-text.ts';

/** The login that the Docker config already has under this key, from a step before. */
export async function existingLogin(
  configFile: string,
  { host, key }: { readonly host: string; readonly key: string },
): Promise<RegistryLogin | undefined> {
  const config = parseDockerConfig(readFileText(configFile), configFile);
  const helper = helperFor(config, key);
  if (helper === undefined) return loginIn(host, getEntry(config, key));
  const { getFromHelper } = await import('./credential-helper.ts');
  const found = await getFromHelper(helper, key);
  return found && login(host, found.Username, found.Secret);
}

function loginIn(host: string, entry: unknown): RegistryLogin | undefined {
  if (!isRecord(entry)) return undefined;
  if (typeof entry['identitytoken'] === 'string' && entry['identitytoken'] !== '') {
    return login(host, IDENTITY_TOKEN, entry['identitytoken']);
  }
  if (typeof entry['auth'] !== 'string') return undefined;
  const pair = Buffer.from(entry['auth'], 'base64').toString();
  const colon = pair.indexOf(':');
  return colon < 1 ? undefined : login(host, pair.slice(0, colon), pair.slice(colon + 1));
}

function login(server: string, username: string, password: string): RegistryLogin {
  if (username !== IDENTITY_TOKEN) return { server, username, password: new Secret(password) };
  throw new InvalidInputError(
    `The Docker config holds an identity token for ${server}, which only Docker can use. Give this step "registry", "username" and "password", or push with "source: docker:<image>".`,
    { field: 'images' },
  );
}

// Helpers mark a token with this user name.
const IDENTITY_TOKEN = '<token>';
