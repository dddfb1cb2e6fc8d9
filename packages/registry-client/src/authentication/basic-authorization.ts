import { InvalidInputError, usernameOf, type RegistryLogin } from '@berth/core';

/**
 * The `Authorization` header of the Basic scheme, in UTF-8: RFC 7617.
 *
 * @throws InvalidInputError for a user name that is missing or holds a colon.
 */
export function basicAuthorization(login: RegistryLogin): string {
  const username = usernameOf(login);
  if (!username) {
    throw new InvalidInputError(
      `The login for "${login.server}" has no user name, and this registry has no fixed one. Give the user name.`,
      { field: 'username' },
    );
  }
  // The first colon ends the user name. The name is not quoted: with some registries it is the token.
  if (username.includes(':')) {
    throw new InvalidInputError(
      `The user name for "${login.server}" holds a ":", which no registry can be told. Use a robot account or a token name without one.`,
      { field: 'username' },
    );
  }
  return `Basic ${Buffer.from(`${username}:${login.password.reveal()}`).toString('base64')}`;
}
