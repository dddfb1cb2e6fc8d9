import type { ErrorCode, Usage } from '@berth/backstage-plugin-berth-common';
import { InUseError } from '../http/request-conflict-errors.ts';
import type { SelectionStore } from '../store/selection-store.ts';
import { ALL_ENVIRONMENTS } from '../store/stored-selection.ts';

/** Who has chosen a registry, and for which environment. */
export type RegistryUser = Pick<Usage, 'app' | 'environment'>;

export interface RegistryUsers {
  /** The first of them. */
  readonly users: readonly RegistryUser[];
  readonly total: number;
}

/** Says who has annotations that name a registry. @throws ServiceUnavailableError */
export type FindAnnotatedUsers = (registryName: string) => Promise<RegistryUsers>;

export const NOBODY: RegistryUsers = { users: [], total: 0 };

/** So many users an error names at most. */
export const MAX_NAMED = 100;

/** So many of them in its message. */
const MAX_IN_MESSAGE = 10;

interface RegistryInUse extends RegistryUsers {
  readonly name: string;
  /** How many more use it, of whom nobody knows whether they would lose it. */
  readonly unknown: number;
  /** Whoever has chosen nothing uses it, too. */
  readonly isDefault: boolean;
  /** What a change would do to them. */
  readonly why: string | undefined;
  readonly code: ErrorCode | undefined;
  readonly nextStep: string;
}

/** 409: others use a registry. Names nobody before somebody says whom the caller may see. */
export class UsedRegistryError extends InUseError {
  readonly #inUse: RegistryInUse;

  constructor(inUse: RegistryInUse, seen: readonly RegistryUser[] = []) {
    const names = seen.map(nameOfUser);
    const total = inUse.total + inUse.unknown;
    super(messageOf(inUse, names), 'apps', { ...inUse, total, names });
    this.#inUse = inUse;
  }

  /** The entities that it could name. */
  apps(): readonly string[] {
    return this.#inUse.users.map(({ app }) => app);
  }

  naming(seen: ReadonlySet<string>): UsedRegistryError {
    const users = this.#inUse.users.filter(({ app }) => seen.has(app));
    return new UsedRegistryError(this.#inUse, users);
  }
}

function messageOf(inUse: RegistryInUse, seen: readonly string[]): string {
  const { name, total, unknown, isDefault, why, nextStep } = inUse;
  const users = [
    ...(total > 0 ? [namedUsers(total, seen)] : []),
    ...(unknown > 0 ? [`${unknown} that nobody looked at`] : []),
    ...(isDefault ? ['whoever has chosen nothing, since it is the default'] : []),
  ];
  const ways = [
    ...(total + unknown > 0 ? ['Have them choose another one'] : []),
    ...(isDefault ? ['make another registry the default'] : []),
  ];
  const reason = why === undefined ? '' : `, and ${why}`;
  return `The registry "${name}" is used by ${users.join(', and by ')}${reason}. ${sentence(ways)} first, or ${nextStep}.`;
}

function namedUsers(total: number, seen: readonly string[]): string {
  const shown = seen.slice(0, MAX_IN_MESSAGE);
  const more = total - shown.length;
  const others = shown.length === 0 ? `${total} that you may not see` : `and ${more} more`;
  return [shown.join(', '), ...(more > 0 ? [others] : [])].join(' ').trim();
}

function sentence(parts: readonly string[]): string {
  const text = parts.join(' and ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOfUser({ app, environment }: RegistryUser): string {
  return environment === undefined ? app : `${app} (${environment})`;
}

/** Who has chosen a registry: the first of them. */
export async function usersOf(
  selections: SelectionStore,
  registry: { readonly id: string },
  annotated: RegistryUsers,
): Promise<RegistryUsers> {
  const page = { limit: MAX_NAMED, cursor: undefined };
  const { items, totalItems } = await selections.list({ registryId: registry.id }, page);
  const selected = items.map(({ entityRef: app, environment }): RegistryUser => {
    return environment === ALL_ENVIRONMENTS ? { app } : { app, environment };
  });
  const both = [...selected, ...annotated.users];
  const users = [...new Map(both.map(user => [nameOfUser(user), user])).values()];
  return { users, total: totalItems + annotated.total - (both.length - users.length) };
}

/** @throws UsedRegistryError where somebody uses it. */
export async function checkUnused(
  selections: SelectionStore,
  registry: { readonly id: string; readonly name: string },
  say: {
    readonly annotated: RegistryUsers;
    /** Entities that lose nothing, where that was looked at. */
    readonly keepers?: ReadonlySet<string> | undefined;
    /** Whether it counts that it is the default. */
    readonly isDefault?: boolean;
    readonly why?: string;
    readonly code?: ErrorCode;
    readonly nextStep: string;
  },
): Promise<void> {
  const { annotated, keepers, isDefault = false, why, code, nextStep } = say;
  const all = await usersOf(selections, registry, annotated);
  const users = all.users.filter(({ app }) => !keepers?.has(app));
  const unknown = keepers === undefined ? 0 : Math.max(0, all.total - all.users.length);
  const total = keepers === undefined ? all.total : users.length;
  if (users.length === 0 && unknown === 0 && !isDefault) return;
  const { name } = registry;
  throw new UsedRegistryError({ name, users, total, unknown, isDefault, why, code, nextStep });
}
