import {
  checkCredentialHost,
  InvalidInputError,
  parseCredential,
  tokenExpiry,
  usernameOf,
  type Credential,
} from '@berth/core';
import { credentialFields, mainSecret } from './credential-fields.ts';
import { hostOf } from './draft-server.ts';
import { otherHostProblems } from './secret-host.ts';
import { loginField, loginFor, storedFor, type EnteredLogin, type LoginUse } from './login-use.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';

/** What is wrong with a login; core has the rules. */
export function loginProblems(
  draft: RegistryDraft,
  stored: StoredEntry | undefined,
  use: LoginUse,
): Readonly<Record<string, string>> {
  const { credential, endsOn } = loginFor(draft, use);
  if (credential === '') return { [loginField(use, 'credential')]: 'Choose a credential.' };
  if (credential !== undefined) return {};
  const isDay = endsOn === '' || isDate(endsOn);
  const day = isDay ? {} : { [loginField(use, 'expiresAt')]: NO_DAY };
  const others = otherHostProblems(draft, use);
  try {
    checkLogin(draft, stored, use);
    return { ...day, ...others };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { ...day, [loginField(use, error.field ?? '')]: error.message, ...others };
  }
}

const NO_DAY = 'This is no day. Write it as 2027-01-31, or leave it empty.';

function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether the secret that is stored goes on to hold for what is in the form. */
export function keepsSecret(
  draft: RegistryDraft,
  stored: StoredEntry | undefined,
  use: LoginUse = 'pull',
): boolean {
  const credential = storedFor(stored, use);
  if (stored === undefined || credential === undefined) return false;
  if (loginFor(draft, use).kind !== credential.kind) return false;
  const { registry } = stored;
  const isSameWay =
    hostOf(draft) === registry.host &&
    draft.connection === registry.connection &&
    draft.caCertificate.trim() === (registry.caCertificate ?? '').trim();
  return isSameWay || !credential.hasSecret;
}

/** What was entered of the fields that are shown. */
export function enteredFields({
  provider,
  kind,
  fields,
}: Pick<EnteredLogin, 'provider' | 'kind' | 'fields'>): Record<string, string> {
  const names = credentialFields(provider, kind).map(({ name }) => name);
  const withMail = mainSecret(kind) === undefined ? names : [...names, 'email'];
  const entered = withMail.map(name => [name, fields[name] ?? ''] as const);
  return Object.fromEntries(entered.filter(([, text]) => text !== ''));
}

/** The credential as far as it is entered and right, for what can be said about it. */
export function credentialOf(login: EnteredLogin): Credential | undefined {
  if (login.kind === 'none') return undefined;
  try {
    return parseCredential({ kind: login.kind, ...enteredFields(login) });
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

/** When the secret that was entered ends, if it says so itself. */
export function endOfSecret({ kind, fields }: EnteredLogin): string | undefined {
  const secret = mainSecret(kind);
  return secret === undefined ? undefined : tokenExpiry((fields[secret] ?? '').trim());
}

function checkLogin(draft: RegistryDraft, stored: StoredEntry | undefined, use: LoginUse): void {
  const login = loginFor(draft, use);
  const { kind } = login;
  if (kind === 'none') return;
  const secret = mainSecret(kind);
  const entered = enteredFields(login);
  if (secret !== undefined && entered[secret] === undefined && keepsSecret(draft, stored, use)) {
    // A key file names its user itself; of the other kinds the rest can be checked without it.
    if (kind !== 'google-key') parseCredential({ kind, ...keptSecrets(login), ...entered });
    return;
  }
  checkFits(parseCredential({ kind, ...entered }), hostOf(draft));
}

/** Stands for the secrets that are stored; whether all are there only the backend knows. */
function keptSecrets({ provider, kind }: EnteredLogin): Readonly<Record<string, string>> {
  const secrets = credentialFields(provider, kind).filter(({ isSecret }) => isSecret);
  return Object.fromEntries(secrets.map(({ name }) => [name, 'stored']));
}

function checkFits(credential: Credential, host: string | undefined): void {
  if (host === undefined) return;
  checkCredentialHost(credential, host);
  if (credential.kind !== 'password') return;
  if (usernameOf({ ...credential, server: host }) !== undefined) return;
  throw new InvalidInputError('The user name is missing. Add it.', { field: 'username' });
}
