import { encodeBase64 } from './base64.ts';
import { usernameOf } from '../provider/fixed-username.ts';
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
  const username = usernameFor(login, field);
  const password = passwordOf(login, field);
  const { email = '' } = login;
  if (hasLoneSurrogate(email)) {
    throw invalid('email address', 'it has half a surrogate pair', login, `${field}.email`);
  }
  const members = [
    `"username":${goJson(username)}`,
    `"password":${goJson(password)}`,
    ...(email === '' ? [] : [`"email":${goJson(email)}`]),
    `"auth":"${encodeBase64(`${username}:${password}`)}"`,
  ];
  return `{${members.join(',')}}`;
}

function usernameFor(login: RegistryLogin, field: string): string {
  const username = usernameOf(login);
  const wrong = (what: string, reason: string, nextStep: string) =>
    new InvalidInputError(`${what} for ${quoted(login.server)} ${reason}. ${nextStep}.`, {
      field: `${field}.username`,
    });
  if (!username) {
    const nextStep = 'Give the name that "docker login" would ask for';
    throw wrong('The user name', 'is missing, and this registry has no fixed one', nextStep);
  }
  // What stands behind a colon or a line break may be a password that was pasted along.
  const [start = ''] = username.split(/[:\p{Cc}]/u, 1);
  const what = `The user name ${quoted(start === username ? start : `${start}…`)}`;
  if (username.includes(':')) {
    const reason = 'has a ":", which ends the user name in a Docker config';
    throw wrong(what, reason, 'Use the name of a robot account or token without a colon');
  }
  if (/\p{Cc}/u.test(username) || hasLoneSurrogate(username)) {
    const reason = 'has a control character or half a surrogate pair';
    throw wrong(what, reason, 'Copy the name again, without line breaks');
  }
  return username;
}

function passwordOf(login: RegistryLogin, field: string): string {
  const password = login.password.reveal();
  const problem =
    (password === '' && 'it is empty') ||
    // Docker and podman cut it off, the kubelet does not.
    (password.includes('\0') && 'it has a NUL character') ||
    (hasLoneSurrogate(password) && 'it has half a surrogate pair');
  if (problem) throw invalid('password', problem, login, `${field}.password`);
  return password;
}

function invalid(
  what: 'password' | 'email address',
  reason: string,
  { server }: RegistryLogin,
  field: string,
): InvalidInputError {
  const message = `Invalid ${what} for ${quoted(server)}: ${reason}. Copy the ${what} again.`;
  return new InvalidInputError(message, { field });
}

function duplicate(first: string, second: string, field: string): InvalidInputError {
  const both = first === second ? quoted(first) : `${quoted(first)} and ${quoted(second)}`;
  return new InvalidInputError(
    `Two logins are given for one registry, ${both}. A Docker config holds one; remove the other.`,
    { field: `${field}.server` },
  );
}

/** It has no UTF-8, and would become U+FFFD in silence. */
function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
