import type { ConnectionMode, Purpose } from '@berth/backstage-plugin-berth-common';
import type { ProviderId } from '@berth/core';
import type { Revised } from '../http/preconditions.ts';

/** What is entered for a registry. */
export interface RegistryEntry {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly provider: ProviderId;
  /** As it was entered. */
  readonly server: string;
  /** Its canonical host. */
  readonly host: string;
  readonly connection: ConnectionMode;
  readonly caCertificate: string | undefined;
  readonly pullCredentialId: string | undefined;
  readonly pushCredentialId: string | undefined;
  readonly purposes: readonly Purpose[];
  readonly disabled: boolean;
  readonly management: 'user' | 'managed';
  readonly owner: string | undefined;
  /** Sorted. */
  readonly scope: readonly string[];
  /** Sorted by key. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface StoredRegistry extends RegistryEntry, Revised {
  readonly name: string;
  readonly isDefault: boolean;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** A row of the table `registries`. */
export interface RegistryRow {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly provider: ProviderId;
  readonly server: string;
  readonly host: string;
  readonly connection: ConnectionMode;
  readonly ca_certificate: string | null;
  readonly pull_credential_id: string | null;
  readonly push_credential_id: string | null;
  readonly purposes: string;
  /** SQLite has numbers for it. */
  readonly is_default: boolean | number;
  readonly disabled: boolean | number;
  /** Its scope is not empty: to look that up would be to read all scopes. */
  readonly is_scoped: boolean | number;
  readonly management: 'user' | 'managed';
  readonly owner_ref: string | null;
  readonly revision: number;
  readonly field_revisions: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
}

export function registryOfRow(
  row: RegistryRow,
  more: Pick<RegistryEntry, 'scope' | 'labels'>,
): StoredRegistry {
  return {
    id: row.id,
    name: row.name,
    title: row.title ?? undefined,
    description: row.description ?? undefined,
    provider: row.provider,
    server: row.server,
    host: row.host,
    connection: row.connection,
    caCertificate: row.ca_certificate ?? undefined,
    pullCredentialId: row.pull_credential_id ?? undefined,
    pushCredentialId: row.push_credential_id ?? undefined,
    purposes: JSON.parse(row.purposes) as Purpose[],
    isDefault: Boolean(row.is_default),
    disabled: Boolean(row.disabled),
    management: row.management,
    owner: row.owner_ref ?? undefined,
    ...more,
    revision: row.revision,
    fieldRevisions: JSON.parse(row.field_revisions) as Record<string, number>,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

export function rowOfRegistry(registry: StoredRegistry): RegistryRow {
  return {
    id: registry.id,
    name: registry.name,
    title: registry.title ?? null,
    description: registry.description ?? null,
    provider: registry.provider,
    server: registry.server,
    host: registry.host,
    connection: registry.connection,
    ca_certificate: registry.caCertificate ?? null,
    pull_credential_id: registry.pullCredentialId ?? null,
    push_credential_id: registry.pushCredentialId ?? null,
    purposes: JSON.stringify(registry.purposes),
    is_default: registry.isDefault,
    disabled: registry.disabled,
    is_scoped: registry.scope.length > 0,
    management: registry.management,
    owner_ref: registry.owner ?? null,
    revision: registry.revision,
    field_revisions: JSON.stringify(registry.fieldRevisions),
    created_at: registry.createdAt,
    created_by: registry.createdBy,
    updated_at: registry.updatedAt,
    updated_by: registry.updatedBy,
  };
}
