import { deedChanges } from '../event/deed-changes.ts';
import type { Deed } from '../event/deed.ts';
import { ALL_ENVIRONMENTS, type StoredSelection } from '../store/stored-selection.ts';
import { viewSelection } from './selection-view.ts';

/** A selection as events show it: by the names of the API, those of an environment under its name. */
export function selectionState(selection: StoredSelection): Readonly<Record<string, unknown>> {
  const { environment, registry, repository, pullSecretName } = viewSelection(selection);
  const start = environment === ALL_ENVIRONMENTS ? '' : `${environment}.`;
  const fields = Object.entries({ registry, repository, pullSecretName });
  return Object.fromEntries(fields.map(([field, value]) => [`${start}${field}`, value]));
}

export function selectionDeletion(selection: StoredSelection): Deed {
  return {
    action: 'selection.delete',
    target: selection.entityRef,
    changes: deedChanges(selectionState(selection), undefined),
  };
}
