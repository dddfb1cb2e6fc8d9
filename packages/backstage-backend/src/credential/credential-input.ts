import type { CredentialInput } from '@berth/backstage-plugin-berth-common';
import {
  InvalidInputError,
  isSecret,
  parseCredential,
  tokenExpiry,
  type Credential,
  type CredentialKind,
} from '@berth/core';
import { parseOwner } from '../registry/entity-refs.ts';
import { hasSecret, secretFieldsOf } from './secret-fields.ts';

/** The secrets of a credential by field. */
export type Secrets = Readonly<Record<string, string>>;

/** What is entered for a credential, together with what stays as it was. */
export interface CredentialDraft {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly kind: CredentialKind;
  /** Absent when they stay as they are. */
  readonly hosts: readonly string[] | undefined;
  readonly publicFields: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
  /** The secret itself was entered, not taken from what is stored. */
  readonly isSecretEntered: boolean;
  readonly expiresAt: string | undefined;
  readonly expirySource: 'entered' | 'secret' | undefined;
  readonly owner: string | undefined;
}

/**
 * Reads what was entered for a credential. Secrets that are left out are those that are stored.
 *
 * @throws InvalidInputError with the field, never with a value.
 */
export function parseCredentialInput(
  input: CredentialInput,
  stored: { readonly kind: CredentialKind; readonly secrets: Secrets } | undefined,
): CredentialDraft {
  const { kind, title, description, owner, expiresAt } = input;
  const entered = fieldsOf(input);
  const isKept = stored?.kind === kind && !isSecretIn(input);
  const kept = isKept ? keptSecrets(entered, stored.secrets) : {};
  const credential = parseCredential({ ...kept, ...entered, kind });
  const { hosts, publicFields, secrets } = split(credential);
  const expiry = expiryOf(expiresAt, secrets);
  return {
    title,
    description,
    kind,
    hosts,
    publicFields,
    secrets,
    isSecretEntered: isSecretIn(input),
    ...expiry,
    owner: parseOwner(owner),
  };
}

/** What every kind has, and what only answers have: no fields of a kind. */
const COMMON = new Set([
  ...['kind', 'name', 'title', 'description', 'owner', 'expiresAt', 'reason'],
  ...[
    'id',
    'hasSecret',
    'clientEmail',
    'usedBy',
    'secretChangedAt',
    'secretChangedBy',
    'createdAt',
    'createdBy',
    'updatedAt',
    'updatedBy',
  ],
]);

function fieldsOf(input: CredentialInput): Readonly<Record<string, unknown>> {
  const isOfAnswer = ([name, value]: [string, unknown]) =>
    name === 'hosts' && !hasSecret(input.kind) && Array.isArray(value) && value.length === 0;
  const fields = Object.entries(input).filter(entry => !COMMON.has(entry[0]) && !isOfAnswer(entry));
  return Object.fromEntries(fields);
}

/** A new main secret comes alone: what else is stored belongs to the old one. */
export function isSecretIn(input: CredentialInput): boolean {
  const [main] = secretFieldsOf(input.kind);
  return main !== undefined && fieldsOf(input)[main] !== undefined;
}

function keptSecrets(entered: Readonly<Record<string, unknown>>, stored: Secrets): Secrets {
  const keyId = entered['accessKeyId'];
  const isTemporary = typeof keyId === 'string' && keyId.startsWith('ASIA');
  return Object.fromEntries(
    Object.entries(stored).filter(([name]) => name !== 'sessionToken' || isTemporary),
  );
}

function split(
  credential: Credential,
): Pick<CredentialDraft, 'hosts' | 'publicFields' | 'secrets'> {
  const publicFields: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(credential) as [string, unknown][]) {
    if (isSecret(value)) secrets[name] = value.reveal();
    else if (typeof value === 'string' && name !== 'kind') publicFields[name] = value;
  }
  const hosts = 'hosts' in credential ? credential.hosts : undefined;
  return { hosts, publicFields, secrets };
}

function expiryOf(
  entered: string | undefined,
  secrets: Secrets,
): Pick<CredentialDraft, 'expiresAt' | 'expirySource'> {
  if (entered !== undefined) {
    return { expiresAt: new Date(entered).toISOString(), expirySource: 'entered' };
  }
  const [read] = Object.values(secrets).flatMap(secret => tokenExpiry(secret) ?? []);
  return read === undefined
    ? { expiresAt: undefined, expirySource: undefined }
    : { expiresAt: read, expirySource: 'secret' };
}

/** @throws InvalidInputError when hosts were added without the secret that would go there. */
export function checkHosts(draft: CredentialDraft, boundHosts: readonly string[]): void {
  if (!hasSecret(draft.kind) || draft.isSecretEntered) return;
  const added = draft.hosts?.filter(host => !boundHosts.includes(host)) ?? [];
  if (added.length === 0) return;
  const [main = ''] = secretFieldsOf(draft.kind);
  throw new InvalidInputError(
    `"hosts" has ${added.join(', ')}, and the secret was not entered for it. Enter "${main}" again.`,
    { field: 'hosts' },
  );
}
