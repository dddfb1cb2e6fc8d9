import type { Revised } from '../http/preconditions.ts';

/** What is entered for a selection. */
export interface SelectionEntry {
  /** Absent for the choice of none. */
  readonly registry: SelectedRegistry | undefined;
  readonly repository: string | undefined;
  readonly pullSecretName: string | undefined;
}

/** A registry that was chosen; it may be gone by now, and another may have its name. */
interface SelectedRegistry {
  readonly id: string;
  readonly name: string;
}

export interface StoredSelection extends SelectionEntry, Revised {
  /** Its full reference, in lower case. */
  readonly entityRef: string;
  /** `*` for all. */
  readonly environment: string;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** A row of the table `selections`. */
export interface SelectionRow {
  readonly id: string;
  /** Sorts by reference, then by environment: a space is less than what references are made of. */
  readonly position: string;
  readonly entity_ref: string;
  /** Empty for all. */
  readonly environment: string;
  readonly registry_id: string | null;
  readonly registry_name: string | null;
  readonly repository: string | null;
  readonly pull_secret_name: string | null;
  readonly missing_since: string | null;
  readonly revision: number;
  readonly field_revisions: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
}

export const ALL_ENVIRONMENTS = '*';

/** As the table writes it. */
export function environmentColumn(environment: string): string {
  return environment === ALL_ENVIRONMENTS ? '' : environment;
}

export function selectionOfRow(row: SelectionRow): StoredSelection {
  const { registry_id: id, registry_name: name } = row;
  return {
    id: row.id,
    entityRef: row.entity_ref,
    environment: row.environment === '' ? ALL_ENVIRONMENTS : row.environment,
    registry: id === null ? undefined : { id, name: name ?? id },
    repository: row.repository ?? undefined,
    pullSecretName: row.pull_secret_name ?? undefined,
    revision: row.revision,
    fieldRevisions: JSON.parse(row.field_revisions) as Record<string, number>,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

export function rowOfSelection(selection: StoredSelection): SelectionRow {
  const { registry, entityRef } = selection;
  const environment = environmentColumn(selection.environment);
  return {
    id: selection.id,
    position: `${entityRef} ${environment}`,
    entity_ref: entityRef,
    environment,
    registry_id: registry?.id ?? null,
    registry_name: registry?.name ?? null,
    repository: selection.repository ?? null,
    pull_secret_name: selection.pullSecretName ?? null,
    missing_since: null,
    revision: selection.revision,
    field_revisions: JSON.stringify(selection.fieldRevisions),
    created_at: selection.createdAt,
    created_by: selection.createdBy,
    updated_at: selection.updatedAt,
    updated_by: selection.updatedBy,
  };
}
