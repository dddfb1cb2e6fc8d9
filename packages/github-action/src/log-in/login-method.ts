import type { RegistryWithLogin } from './with-credentials.ts';

/** Which kind of login this is. */
export function loginMethod({ login }: RegistryWithLogin): string {
  return BY_USERNAME.get(login.username) ?? 'Password or token';
}

// These user names belong to one kind of password each.
const BY_USERNAME: ReadonlyMap<string, string> = new Map([
  ['_json_key', 'Service account key'],
  ['_json_key_base64', 'Service account key'],
  ['oauth2accesstoken', 'Google access token'],
  ['AWS', 'ECR token'],
  ['iamapikey', 'IAM API key'],
  ['iambearer', 'IAM access token'],
  ['00000000-0000-0000-0000-000000000000', 'ACR token'],
]);
