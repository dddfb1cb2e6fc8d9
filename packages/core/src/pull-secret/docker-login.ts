import type { RegistryLogin } from '../credential/registry-login.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { usernameOf } from '../provider/fixed-username.ts';
import { quoted } from '../quoted.ts';

/** The texts of a login that a Docker config can hold. */
export interface DockerLogin {
  readonly username: string;
  readonly password: string;
  /** Empty where there is none. */
  readonly email: string;
}

/**
 * The user name, the password and the email address of a login, where every client can read them
 * back from a Docker config.
 *
 * @throws InvalidInputError for a user name that is empty, has a colon or control characters, an
 *   empty password, one with a NUL or half a surrogate pair. Its field is `<field>.username`, or
 *   `username` where none is given.
 */
export function dockerLogin(login: RegistryLogin, field?: string): DockerLogin {
  const username = usernameFor(login, field);
  const password = passwordOf(login, field);
  const { email = '' } = login;
  if (hasLoneSurrogate(email)) {
    throw invalid('email address', 'it has half a surrogate pair', login, within(field, 'email'));
  }
  return { username, password, email };
}

function usernameFor(login: RegistryLogin, field: string | undefined): string {
  const username = usernameOf(login);
  const wrong = (what: string, reason: string, nextStep: string) =>
    new InvalidInputError(`${what} for ${quoted(login.server)} ${reason}. ${nextStep}.`, {
      field: within(field, 'username'),
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

function passwordOf(login: RegistryLogin, field: string | undefined): string {
  const password = login.password.reveal();
  const problem =
    (password === '' && 'it is empty') ||
    // Docker and podman cut it off, the kubelet does not.
    (password.includes('\0') && 'it has a NUL character') ||
    (hasLoneSurrogate(password) && 'it has half a surrogate pair');
  if (problem) throw invalid('password', problem, login, within(field, 'password'));
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

/** It has no UTF-8, and would become U+FFFD in silence. */
function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

function within(field: string | undefined, name: string): string {
  return field === undefined ? name : `${field}.${name}`;
}
