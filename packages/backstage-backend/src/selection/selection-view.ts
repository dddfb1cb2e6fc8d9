import type { Selection } from '@berth/backstage-plugin-berth-common';
import type { StoredSelection } from '../store/stored-selection.ts';
import { NONE } from './selection-input.ts';

/** A selection as the API shows it. */
export function viewSelection(selection: StoredSelection): Selection {
  const { repository, pullSecretName } = selection;
  return {
    app: selection.entityRef,
    environment: selection.environment,
    registry: selection.registry?.name ?? NONE,
    ...(selection.registry !== undefined && { registryId: selection.registry.id }),
    ...(repository !== undefined && { repository }),
    ...(pullSecretName !== undefined && { pullSecretName }),
    createdAt: selection.createdAt,
    createdBy: selection.createdBy,
    updatedAt: selection.updatedAt,
    updatedBy: selection.updatedBy,
  };
}
