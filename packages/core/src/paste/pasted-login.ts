import type { Credential, CredentialKind } from '../credential/credential.ts';
import { credentialHints } from '../credential/credential-hints.ts';
import { parseGoogleKey } from '../credential/google-key.ts';
import { parseCredential } from '../credential/parse-credential.ts';
import type { Pasted } from './pasted.ts';
import { findProvider, providerOf } from '../provider/find-provider.ts';
import { UUID } from '../credential/text-format.ts';

/** A login as it stands in a command or a Docker config. */
export interface PastedLogin {
  readonly host?: string;
  readonly username?: string;
  readonly password: string;
  readonly email?: string;
}

/** Finds the kind of credential that a login is made of, and binds it to its host. */
export function pastedLogin(login: PastedLogin): Pasted {
  const { host, email } = login;
  const username = login.username?.trim();
  const password = login.password.trim();
  const credential = parseCredential({
    ...fieldsOf({ ...login, username, password }),
    ...(host === undefined ? {} : { hosts: [host] }),
    ...(email === undefined || email.trim() === '' ? {} : { email: email.trim() }),
  });
  const wasTrimmed = username !== login.username || password !== login.password;
  const notes = [
    ...(wasTrimmed ? ['Line breaks and spaces around the login were removed.'] : []),
    ...usernameNotes(credential),
    ...credentialHints(credential, host),
  ];
  return { ...(host === undefined ? {} : { server: host }), credentials: [credential], notes };
}

interface Login {
  readonly host?: string;
  readonly username: string | undefined;
  readonly password: string;
}

/** The fields of the credential, as `parseCredential` reads them. */
function fieldsOf(login: Login): object {
  const { username, password } = login;
  const key = googleKeyOf(login);
  if (key !== undefined) {
    return takes(login, 'google-key')
      ? { kind: 'google-key', key }
      : { kind: 'password', username: '_json_key', password: key };
  }
  if (isIamApiKey(login)) return { kind: 'iam-api-key', apiKey: password };
  if (takes(login, 'aws-keys') && /^AKIA[A-Z0-9]{12,124}$/.test(username ?? '')) {
    return { kind: 'aws-keys', accessKeyId: username, secretAccessKey: password };
  }
  if (isServicePrincipal(login)) {
    return { kind: 'azure-service-principal', clientId: username, clientSecret: password };
  }
  return { kind: 'password', password, ...(isAbsent(username) ? {} : { username }) };
}

function takes({ host }: Login, kind: CredentialKind): boolean {
  return host === undefined || providerOf(host).credentialKinds.includes(kind);
}

function isAbsent(username: string | undefined): boolean {
  return username === undefined || username === '';
}

function googleKeyOf({ username, password }: Login): string | undefined {
  const canBe = isAbsent(username) || /^_json_key(?:_base64)?$/.test(username ?? '');
  return canBe ? parseGoogleKey(password)?.key.reveal() : undefined;
}

function isIamApiKey(login: Login): boolean {
  const { host, username, password } = login;
  if (username === 'iamapikey') return takes(login, 'iam-api-key');
  // A bare access token is a JSON Web Token and no key.
  const atIcr = host !== undefined && findProvider(host) === 'icr';
  return isAbsent(username) && atIcr && !password.startsWith('eyJ');
}

/** A UUID is the user name of an application; the one of zeros goes with refresh tokens. */
function isServicePrincipal({ host, username = '' }: Login): boolean {
  const atAcr = host !== undefined && findProvider(host) === 'acr';
  return atAcr && UUID.pattern.test(username) && !/^[0-]+$/.test(username);
}

function usernameNotes(credential: Credential): string[] {
  const username = credential.kind === 'password' ? credential.username : undefined;
  return username?.includes('$') === true
    ? ['The "$" in the user name is kept; in a shell it needs single quotes.']
    : [];
}
