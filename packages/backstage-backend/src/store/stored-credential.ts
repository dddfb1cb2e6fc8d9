import type { ConnectionMode } from '@berth/backstage-plugin-berth-common';
import type { CredentialKind } from '@berth/core';
import type { Revised } from '../http/preconditions.ts';

/** A way to a host that a secret was entered for; it goes no other. */
export interface CredentialBinding {
  readonly host: string;
  readonly connection: ConnectionMode;
  /** SHA-256 of the certificates that are trusted there. */
  readonly caFingerprint?: string;
}

/** A credential in the database; the secret is sealed. */
export interface StoredCredential extends Revised {
  readonly name: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly kind: CredentialKind;
  readonly bindings: readonly CredentialBinding[];
  /** The fields of its kind that may be shown: `username`, `clientId`. */
  readonly publicFields: Readonly<Record<string, string>>;
  readonly sealed: { readonly text: string; readonly keyId: string } | undefined;
  readonly expiresAt: string | undefined;
  /** Who says when it ends: somebody entered it, or the secret itself. */
  readonly expirySource: 'entered' | 'secret' | undefined;
  /** When the secret was entered; absent for a kind without one. */
  readonly secretChangedAt: string | undefined;
  readonly secretChangedBy: string | undefined;
  readonly owner: string | undefined;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** A row of the table `credentials`. */
export interface CredentialRow {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly kind: CredentialKind;
  readonly hosts: string;
  readonly public_fields: string;
  readonly sealed: string | null;
  readonly key_id: string | null;
  readonly expires_at: string | null;
  readonly expiry_source: 'entered' | 'secret' | null;
  readonly secret_changed_at: string | null;
  readonly secret_changed_by: string | null;
  readonly owner_ref: string | null;
  readonly revision: number;
  readonly field_revisions: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
}

export function credentialOfRow(row: CredentialRow): StoredCredential {
  const { sealed, key_id: keyId } = row;
  return {
    id: row.id,
    name: row.name,
    title: row.title ?? undefined,
    description: row.description ?? undefined,
    kind: row.kind,
    bindings: JSON.parse(row.hosts) as CredentialBinding[],
    publicFields: JSON.parse(row.public_fields) as Record<string, string>,
    sealed: sealed !== null && keyId !== null ? { text: sealed, keyId } : undefined,
    expiresAt: row.expires_at ?? undefined,
    expirySource: row.expiry_source ?? undefined,
    secretChangedAt: row.secret_changed_at ?? undefined,
    secretChangedBy: row.secret_changed_by ?? undefined,
    owner: row.owner_ref ?? undefined,
    revision: row.revision,
    fieldRevisions: JSON.parse(row.field_revisions) as Record<string, number>,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

export function rowOfCredential(credential: StoredCredential): CredentialRow {
  return {
    id: credential.id,
    name: credential.name,
    title: credential.title ?? null,
    description: credential.description ?? null,
    kind: credential.kind,
    hosts: JSON.stringify(credential.bindings),
    public_fields: JSON.stringify(credential.publicFields),
    sealed: credential.sealed?.text ?? null,
    key_id: credential.sealed?.keyId ?? null,
    expires_at: credential.expiresAt ?? null,
    expiry_source: credential.expirySource ?? null,
    secret_changed_at: credential.secretChangedAt ?? null,
    secret_changed_by: credential.secretChangedBy ?? null,
    owner_ref: credential.owner ?? null,
    revision: credential.revision,
    field_revisions: JSON.stringify(credential.fieldRevisions),
    created_at: credential.createdAt,
    created_by: credential.createdBy,
    updated_at: credential.updatedAt,
    updated_by: credential.updatedBy,
  };
}
