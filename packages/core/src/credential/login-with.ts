import type { Credential, StaticCredential } from './credential.ts';
import { usernameOf } from '../provider/fixed-username.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { providerOf } from '../provider/find-provider.ts';
import { canonicalHost } from '../provider/registry-host.ts';
import type { RegistryLogin } from './registry-login.ts';
import type { Secret } from '../secret.ts';
import { tokenExpiry } from './token-shape.ts';

/**
 * The login that a registry takes for a credential which needs no exchange.
 *
 * @param server stays in the login as it is written here.
 * @throws InvalidInputError when the credential is bound to other hosts, when its kind is of
 * another provider than the server's, or when there is no user name and none is fixed.
 */
export function loginWith(credential: StaticCredential, server: string): RegistryLogin {
  checkCredentialHost(credential, server);
  const { username, password } = nameAndPassword(credential, server);
  const expiresAt = tokenExpiry(password.reveal());
  return {
    server,
    username,
    password,
    ...(credential.email === undefined ? {} : { email: credential.email }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/**
 * Whether a credential may be used for this registry at all.
 *
 * @throws InvalidInputError when it is bound to other hosts, or its kind is of another provider.
 */
export function checkCredentialHost(credential: Credential, server: string): void {
  const host = canonicalHost(server);
  if ('hosts' in credential && credential.hosts?.includes(host) === false) {
    throw new InvalidInputError(
      `The credential is bound to ${credential.hosts.join(', ')} and is not sent to "${host}". Enter its secret again for this host.`,
    );
  }
  const { title, credentialKinds } = providerOf(server);
  if (!credentialKinds.includes(credential.kind)) {
    throw new InvalidInputError(
      `A credential of kind "${credential.kind}" does not belong to "${host}" (${title}). Use one of: ${credentialKinds.join(', ')}.`,
    );
  }
}

function nameAndPassword(
  credential: StaticCredential,
  server: string,
): { readonly username: string; readonly password: Secret } {
  switch (credential.kind) {
    case 'password':
      return { username: usernameFor(credential, server), password: credential.password };
    case 'google-key':
      return { username: '_json_key', password: credential.key };
    case 'azure-service-principal':
      return { username: credential.clientId, password: credential.clientSecret };
    case 'iam-api-key':
      return { username: 'iamapikey', password: credential.apiKey };
  }
}

function usernameFor(
  credential: { readonly username?: string; readonly password: Secret },
  server: string,
): string {
  const username = usernameOf({ ...credential, server });
  if (username !== undefined) return username;
  throw new InvalidInputError(
    `The login for "${canonicalHost(server)}" has no user name, and this registry has no fixed one. Add the user name.`,
    { field: 'username' },
  );
}
