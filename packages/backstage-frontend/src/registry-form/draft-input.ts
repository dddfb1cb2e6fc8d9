import type { NamedCredentialInput, RegistryInput } from '@berth/backstage-plugin-berth-common';
import { endOfDay } from '../registries/end-of-day.ts';
import { credentialFields } from './credential-fields.ts';
import { parseLabels } from './described-labels.ts';
import { parseOwner, parseScope } from './described-scope.ts';
import { hostOf, serverOf } from './draft-server.ts';
import { endOfSecret, enteredFields, keepsSecret } from './login-problems.ts';
import { loginFor, storedFor, type LoginUse } from './login-use.ts';
import type { LoginDraft, RegistryDraft, StoredCredential, StoredEntry } from './registry-draft.ts';

/** Under which names the credentials are written, if they are. */
export interface CredentialNames {
  readonly credentialName: string;
  readonly pushCredentialName?: string;
}

/**
 * What is sent for a draft. What the form does not show stays as it is stored.
 *
 * @throws InvalidInputError where the draft has problems.
 */
export function registryInput(
  draft: RegistryDraft,
  { stored, ...names }: CredentialNames & { readonly stored?: StoredEntry },
): RegistryInput {
  const { provider, connection, caCertificate, purposes, management, disabled } = draft;
  return {
    ...stored?.registry,
    provider,
    server: sentServer(draft, stored),
    title: given(draft.title),
    description: given(draft.description),
    connection,
    caCertificate: connection === 'ca' ? caCertificate : undefined,
    purposes: [...purposes],
    ...credentialInputs(draft, names, stored),
    owner: parseOwner(draft.owner),
    scope: [...parseScope(draft.scope)],
    labels: parseLabels(draft.labels),
    ...{ management, disabled },
    ...(draft.makeDefault && { default: true }),
  };
}

/** As it was spelled once, as long as nobody has touched it: another spelling is another login. */
function sentServer(draft: RegistryDraft, stored: StoredEntry | undefined): string {
  const { provider, server, connection } = draft;
  const now = stored?.registry;
  const isUntouched =
    server === undefined && provider === now?.provider && connection === now.connection;
  return isUntouched && hostOf(draft) === now.host ? now.server : serverOf(draft);
}

function given(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

function credentialInputs(
  draft: RegistryDraft,
  { credentialName, pushCredentialName = `${credentialName.slice(0, 58)}-push` }: CredentialNames,
  stored: StoredEntry | undefined,
): Pick<RegistryInput, 'pullCredential' | 'pushCredential'> {
  const pullCredential = credentialInput(draft, { use: 'pull', name: credentialName, stored });
  switch (draft.pushBy) {
    case 'none':
      return { pullCredential, pushCredential: undefined };
    case 'same': {
      const isName = pullCredential === undefined || typeof pullCredential === 'string';
      return { pullCredential, pushCredential: isName ? pullCredential : pullCredential.name };
    }
    case 'other': {
      const written = { use: 'push', name: pushCredentialName, stored } as const;
      return { pullCredential, pushCredential: credentialInput(draft, written) };
    }
  }
}

function credentialInput(
  draft: RegistryDraft,
  written: {
    readonly use: LoginUse;
    readonly name: string;
    readonly stored: StoredEntry | undefined;
  },
): string | NamedCredentialInput | undefined {
  const { use, name, stored } = written;
  const login = loginFor(draft, use);
  const { kind } = login;
  if (login.credential !== undefined) return login.credential;
  if (kind === 'none') return undefined;
  const credential = storedFor(stored, use);
  if (credential !== undefined && isUntouched(draft, stored, use)) return credential.name;
  // Whoever owns the registry is to change its login later, too.
  const { title, description, owner } = credential ?? { owner: parseOwner(draft.owner) };
  const expiresAt = expiryOf(draft, credential, use);
  const described = { title, description, owner, ...(expiresAt !== undefined && { expiresAt }) };
  const named = { ...described, name: credential?.name ?? name, kind };
  return { ...named, ...keptRegion(credential, login), ...enteredFields(login) };
}

/** No form asks for the region of keys and roles, which only some have. */
function keptRegion(credential: StoredCredential | undefined, { kind }: LoginDraft) {
  const region = credential?.kind === kind ? credential.region : undefined;
  return region === undefined ? {} : { region };
}

/** The day as it was entered; as long as it is the stored one, the time of that day stays, too. */
function expiryOf(
  draft: RegistryDraft,
  credential: StoredCredential | undefined,
  use: LoginUse,
): string | undefined {
  const login = loginFor(draft, use);
  const { endsOn } = login;
  // What the secret says itself counts, whatever was entered before it.
  if (endOfSecret(login) !== undefined) return undefined;
  const isAsStored = endsOn === (credential?.expiresAt?.slice(0, 10) ?? '');
  if (isAsStored && !hasNewSecret(draft, use)) return credential?.expiresAt;
  return endsOn === '' ? undefined : endOfDay(endsOn);
}

function hasNewSecret(draft: RegistryDraft, use: LoginUse): boolean {
  const login = loginFor(draft, use);
  const entered = enteredFields(login);
  return credentialFields(login.provider, login.kind).some(
    ({ name, isSecret }) => isSecret && entered[name] !== undefined,
  );
}

/** No secret was entered, and what may be seen of it is as it was. */
function isUntouched(
  draft: RegistryDraft,
  stored: StoredEntry | undefined,
  use: LoginUse,
): boolean {
  if (!keepsSecret(draft, stored, use) || hasNewSecret(draft, use)) return false;
  const login = loginFor(draft, use);
  const entered = enteredFields(login);
  const was: Readonly<Record<string, unknown>> = { ...storedFor(stored, use) };
  if (login.endsOn !== (storedFor(stored, use)?.expiresAt?.slice(0, 10) ?? '')) return false;
  return SHOWN.every(field => (entered[field] ?? undefined) === was[field]);
}

const SHOWN = [
  ...['username', 'email', 'clientId', 'tenantId', 'accessKeyId', 'roleArn'],
  ...['workloadIdentityProvider', 'serviceAccount', 'connectionId', 'organization'],
];
