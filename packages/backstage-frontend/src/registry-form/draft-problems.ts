import {
  checkCredentialHost,
  InvalidInputError,
  parseCredential,
  usernameOf,
  type Credential,
} from '@berth/core';
import { credentialFields, mainSecret } from './credential-fields.ts';
import { hostOf, nameOf, serverOf } from './draft-server.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';

/** What is wrong, by the path of the field in the contract; core has the rules. */
export type Problems = Readonly<Record<string, string>>;

export function draftProblems(draft: RegistryDraft, stored?: StoredEntry): Problems {
  return {
    ...caught('server', () => serverOf(draft)),
    ...nameProblem(draft, stored),
    ...caught('credential', () => checkCredential(draft, stored)),
    ...connectionProblem(draft),
  };
}

/** Whether the secret that is stored goes on to hold for what is in the form. */
export function keepsSecret(draft: RegistryDraft, stored: StoredEntry | undefined): boolean {
  if (stored?.credential === undefined || draft.kind !== stored.credential.kind) return false;
  const { registry } = stored;
  const isSameWay =
    hostOf(draft) === registry.host &&
    draft.connection === registry.connection &&
    draft.caCertificate.trim() === (registry.caCertificate ?? '').trim();
  return isSameWay || !stored.credential.hasSecret;
}

/** What was entered of the fields that are shown. */
export function enteredFields({ provider, kind, fields }: RegistryDraft): Record<string, string> {
  const names = credentialFields(provider, kind).map(({ name }) => name);
  const withMail = mainSecret(kind) === undefined ? names : [...names, 'email'];
  const entered = withMail.map(name => [name, fields[name] ?? ''] as const);
  return Object.fromEntries(entered.filter(([, text]) => text !== ''));
}

function checkCredential(draft: RegistryDraft, stored: StoredEntry | undefined): void {
  const { kind } = draft;
  if (kind === 'none') return;
  const secret = mainSecret(kind);
  const entered = enteredFields(draft);
  if (secret !== undefined && entered[secret] === undefined && keepsSecret(draft, stored)) {
    // A key file names its user itself; of the other kinds the rest can be checked without it.
    if (kind !== 'google-key') parseCredential({ kind, ...entered, [secret]: 'stored' });
    return;
  }
  checkFits(parseCredential({ kind, ...entered }), hostOf(draft));
}

function checkFits(credential: Credential, host: string | undefined): void {
  if (host === undefined) return;
  checkCredentialHost(credential, host);
  if (credential.kind !== 'password') return;
  if (usernameOf({ ...credential, server: host }) !== undefined) return;
  throw new InvalidInputError('The user name is missing. Add it.', { field: 'username' });
}

const NAME = /^(?!none$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function nameProblem(draft: RegistryDraft, stored: StoredEntry | undefined): Problems {
  const name = nameOf(draft);
  // Without a server there is nothing yet that it could be made from.
  if (stored !== undefined || name === '' || NAME.test(name)) return {};
  return {
    name: `The name "${name}" cannot be used. Write 1 to 63 of a-z, 0-9 and "-", with a letter or digit at both ends, and not "none".`,
  };
}

function connectionProblem({ connection, caCertificate, server, parts }: RegistryDraft): Problems {
  if (connection === 'ca' && !/-----BEGIN CERTIFICATE-----/.test(caCertificate)) {
    return { caCertificate: 'The certificate is missing. Paste it in PEM, or choose its file.' };
  }
  if (connection !== 'insecure' && /^\s*http:/i.test(server ?? parts.server ?? '')) {
    return {
      connection: 'The server is written with http. Write https, or make the connection insecure.',
    };
  }
  return {};
}

/** Core names the field inside its group. */
function caught(group: 'server' | 'credential', check: () => void): Problems {
  try {
    check();
    return {};
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const field = error.field ?? (group === 'server' ? 'server' : '');
    return { [group === 'server' ? `parts.${field}` : `fields.${field}`]: error.message };
  }
}
