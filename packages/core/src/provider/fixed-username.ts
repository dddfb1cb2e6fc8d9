import { providerOf } from './find-provider.ts';
import type { Secret } from '../secret.ts';

/**
 * The user name that belongs to a bare password at this server, or `undefined` where only the
 * owner knows it.
 *
 * `AWS` for ECR, `iamapikey` for IBM Cloud (`iambearer` when the password is an access token).
 * Google's depends on the password: `_json_key` for a service account key, `_json_key_base64` for
 * the same in base64, `oauth2accesstoken` for an access token.
 *
 * Sources: https://cloud.google.com/artifact-registry/docs/docker/authentication,
 * https://cloud.ibm.com/docs/Registry?topic=Registry-registry_access
 */
export function fixedUsername(server: string, password: Secret): string | undefined {
  const provider = providerOf(server);
  const value = password.reveal().trim();
  if (provider.id === 'gar' || provider.id === 'gcr') return googleUsername(value);
  if (provider.id === 'icr' && JWT.test(value)) return 'iambearer';
  return provider.fixedUsername;
}

/** The user name of a login, or the fixed one where it has none; an empty one is none. */
export function usernameOf(login: {
  readonly server: string;
  readonly username?: string;
  readonly password: Secret;
}): string | undefined {
  return login.username || fixedUsername(login.server, login.password);
}

const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;

function googleUsername(password: string): string | undefined {
  if (password.startsWith('ya29.')) return 'oauth2accesstoken';
  if (password.startsWith('{')) return '_json_key';
  // The base64 of `{"` and of `{` with a line break or space behind it.
  if (/^(?:eyJ|ewo|ew0|eyA)[A-Za-z0-9+/]/.test(password)) return '_json_key_base64';
  return undefined;
}
