import { encodeBase64 } from './base64.ts';
import { dockerLogin } from './docker-login.ts';
import { goJson } from './go-json.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { quoted } from '../quoted.ts';
import { dockerConfigKey } from '../provider/registry-host.ts';
import type { RegistryLogin } from '../credential/registry-login.ts';
import { parseServer } from '../provider/registry-server.ts';

/**
 * The text of a Docker config for these logins, in the order given: one line of JSON, in the bytes
 * that `kubectl create secret docker-registry` puts into a secret.
 *
 * Every server is written under the key that all clients find. Nothing is trimmed: a line break at
 * the end of a password stays. The text holds the passwords.
 *
 * @throws InvalidInputError for what no client could use: no login at all, two for one server, an
 *   address that is no registry, a user name that is empty, has a colon or control characters, an
 *   empty password, one with a NUL or half a surrogate pair. `field` is such as `logins[1].username`.
 */
export function dockerConfigJson(logins: readonly RegistryLogin[]): string {
  if (logins.length === 0) {
    const message = 'No login is given: a Docker config without one serves no image. Give one.';
    throw new InvalidInputError(message, { field: 'logins' });
  }
  const servers = new Map<string, string>();
  const entries = logins.map((login, index) => {
    const field = `logins[${index}]`;
    const key = keyFor(login.server, field);
    const other = servers.get(key);
    if (other !== undefined) throw duplicate(other, login.server, field);
    servers.set(key, login.server);
    return `${goJson(key)}:${entryFor(login, field)}`;
  });
  return `{"auths":{${entries.join(',')}}}`;
}

function keyFor(server: string, field: string): string {
  try {
    parseServer(server);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidInputError(error.message, { field: `${field}.server`, cause: error });
  }
  return dockerConfigKey(server);
}

function entryFor(login: RegistryLogin, field: string): string {
  const { username, password, email } = dockerLogin(login, field);
  const members = [
    `"username":${goJson(username)}`,
    `"password":${goJson(password)}`,
    ...(email === '' ? [] : [`"email":${goJson(email)}`]),
    `"auth":"${encodeBase64(`${username}:${password}`)}"`,
  ];
  return `{${members.join(',')}}`;
}

function duplicate(first: string, second: string, field: string): InvalidInputError {
  const both = first === second ? quoted(first) : `${quoted(first)} and ${quoted(second)}`;
  return new InvalidInputError(
    `Two logins are given for one registry, ${both}. A Docker config holds one; remove the other.`,
    { field: `${field}.server` },
  );
}
