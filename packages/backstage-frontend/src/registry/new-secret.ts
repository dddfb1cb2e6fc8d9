import type { Credential, CredentialInput } from '@berth/backstage-plugin-berth-common';
import { endOfDay } from '../registries/end-of-day.ts';
import { credentialFields, mainSecret } from '../registry-form/credential-fields.ts';
import { enteredFields, type Problems } from '../registry-form/draft-problems.ts';
import { loginField, type EnteredLogin, type LoginUse } from '../registry-form/login-use.ts';

/** That there is no new secret yet; what else can be wrong the form for a registry knows. */
export function missingSecret({ kind, fields }: EnteredLogin, use: LoginUse): Problems {
  const secret = mainSecret(kind);
  if (secret === undefined || (fields[secret] ?? '') !== '') return {};
  return { [loginField(use, secret)]: 'Enter the new secret.' };
}

/**
 * What is sent for a new secret: what is stored, with what was entered in its place. When the old
 * secret ends says nothing of the new one.
 */
export function credentialInput(stored: Credential, login: EnteredLogin): CredentialInput {
  const { endsOn } = login;
  const asked = credentialFields(login.provider, login.kind).map(({ name }) => name);
  const emptied = Object.fromEntries(asked.map(name => [name, undefined]));
  return {
    ...stored,
    ...emptied,
    ...enteredFields(login),
    expiresAt: endsOn === '' ? undefined : endOfDay(endsOn),
  };
}
