import type { NamedCredentialInput, RegistryInput } from '@berth/backstage-plugin-berth-common';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';
import { enteredFields, keepsSecret } from './draft-problems.ts';
import { mainSecret } from './credential-fields.ts';
import { serverOf } from './draft-server.ts';

/**
 * What is sent for a draft. What the form does not show stays as it is stored.
 *
 * @param credentialName under which the credential is written, if it is.
 */
export function registryInput(
  draft: RegistryDraft,
  { credentialName, stored }: { readonly credentialName: string; readonly stored?: StoredEntry },
): RegistryInput {
  const { provider, title, connection, caCertificate, purposes, makeDefault } = draft;
  return {
    ...stored?.registry,
    provider,
    server: serverOf(draft),
    title: title.trim() === '' ? undefined : title.trim(),
    connection,
    caCertificate: connection === 'ca' ? caCertificate : undefined,
    purposes: [...purposes],
    pullCredential: pullCredential(draft, credentialName, stored),
    ...(makeDefault && { default: true }),
  };
}

function pullCredential(
  draft: RegistryDraft,
  name: string,
  stored: StoredEntry | undefined,
): string | NamedCredentialInput | undefined {
  const { kind } = draft;
  if (kind === 'none') return undefined;
  const credential = stored?.credential;
  if (credential !== undefined && isUntouched(draft, stored)) return credential.name;
  const { title, description, owner } = credential ?? {};
  const described = { title, description, owner };
  return { ...described, name: credential?.name ?? name, kind, ...enteredFields(draft) };
}

/** No secret was entered, and what may be seen of it is as it was. */
function isUntouched(draft: RegistryDraft, stored: StoredEntry | undefined): boolean {
  const secret = mainSecret(draft.kind);
  const entered = enteredFields(draft);
  if (!keepsSecret(draft, stored)) return false;
  if (secret !== undefined && entered[secret] !== undefined) return false;
  const was: Readonly<Record<string, unknown>> = { ...stored?.credential };
  return SHOWN.every(field => (entered[field] ?? undefined) === was[field]);
}

const SHOWN = [
  ...['username', 'email', 'clientId', 'tenantId', 'accessKeyId', 'roleArn'],
  ...['workloadIdentityProvider', 'serviceAccount', 'connectionId', 'organization'],
];
