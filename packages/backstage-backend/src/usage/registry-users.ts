import type { Usage } from '@berth/backstage-plugin-berth-common';
import { InUseError } from '../http/request-conflict-errors.ts';
import type { SelectionStore } from '../store/selection-store.ts';
import { ALL_ENVIRONMENTS } from '../store/stored-selection.ts';

/** Who uses a registry, for a message. */
export interface RegistryUsers {
  /** `component:default/payments (production)`; the first of them. */
  readonly names: readonly string[];
  readonly total: number;
}

/** Says who has annotations that name a registry. @throws ServiceUnavailableError */
export type FindAnnotatedUsers = (registryName: string) => Promise<RegistryUsers>;

export const NOBODY: RegistryUsers = { names: [], total: 0 };

/** So many users an error names at most. */
export const MAX_NAMED = 100;

/** So many of them in its message. */
const MAX_IN_MESSAGE = 10;

export function nameOfUser({ app, environment }: Pick<Usage, 'app' | 'environment'>): string {
  return environment === undefined ? app : `${app} (${environment})`;
}

/** @throws InUseError where somebody uses it. */
export async function checkUnused(
  selections: SelectionStore,
  registry: { readonly id: string; readonly name: string },
  say: { readonly annotated: RegistryUsers; readonly why?: string; readonly nextStep: string },
): Promise<void> {
  const page = { limit: MAX_NAMED, cursor: undefined };
  const selected = await selections.list({ registryId: registry.id }, page);
  const names = selected.items.map(({ entityRef, environment }) =>
    nameOfUser({ app: entityRef, ...(environment !== ALL_ENVIRONMENTS && { environment }) }),
  );
  const users = [...new Set([...names, ...say.annotated.names])];
  if (users.length === 0) return;
  const twice = names.length + say.annotated.names.length - users.length;
  const more = selected.totalItems + say.annotated.total - twice - MAX_IN_MESSAGE;
  const shown = users.slice(0, MAX_IN_MESSAGE).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const why = say.why === undefined ? '' : `, and ${say.why}`;
  throw new InUseError(
    `The registry "${registry.name}" is used by ${shown}${why}. Have them choose another one first, or ${say.nextStep}.`,
    users,
  );
}
