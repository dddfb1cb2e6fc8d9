import type { Registry, RegistryDeletion, Usage } from '@berth/backstage-plugin-berth-common';
import type { BerthApi } from '../api/berth-api.ts';

/** What it does to others if a registry is deleted. */
export interface DeletionImpact {
  /** In how many places it was chosen, those counted that the reader may not see. */
  readonly places: number;
  readonly first: readonly Usage[];
  /** All that have chosen nothing use it. */
  readonly isDefault: boolean;
  /** The default cannot go while there are other registries. */
  readonly isNeededDefault: boolean;
}

const NAMED = 5;

export async function readImpact(berth: BerthApi, registry: Registry): Promise<DeletionImpact> {
  const [usages, registries] = await Promise.all([
    berth.listUsages(registry.id, { limit: NAMED }),
    registry.default ? berth.listRegistries({ limit: 1 }) : undefined,
  ]);
  return {
    places: usages.totalItems,
    first: usages.items,
    isDefault: usages.default,
    isNeededDefault: registries !== undefined && registries.totalItems > 1,
  };
}

/** Which credentials are still there without it. */
export function keptCredentials({ credentials }: RegistryDeletion): readonly string[] {
  return credentials.filter(one => !one.deleted).map(({ name }) => name);
}

/** What was deleted, for those who come back to the list. */
export function deletedText(deletion: RegistryDeletion): string {
  const { deleted, credentials } = deletion;
  const gone = credentials.filter(one => one.deleted).map(({ name }) => `"${name}"`);
  const kept = keptCredentials(deletion).map(name => `"${name}"`);
  return [
    `The registry "${deleted.name}" was deleted.`,
    ...(gone.length === 0 ? [] : [`So was the credential ${gone.join(' and ')}.`]),
    ...(kept.length === 0 ? [] : [`The credential ${kept.join(' and ')} is still there.`]),
  ].join(' ');
}
