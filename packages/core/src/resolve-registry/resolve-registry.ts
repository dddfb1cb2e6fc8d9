import type {
  EffectiveRegistry,
  RegistryReason,
  RegistryUser,
  SelectableRegistry,
} from './effective-registry.ts';
import { DEFAULT_PULL_SECRET_NAME } from '../pull-secret/pull-secret.ts';
import { quoted } from '../quoted.ts';
import {
  findRegistryChoice,
  isSameEntity,
  type RegistryChoice,
  type RegistryChoices,
} from './registry-choice.ts';

/** What takes the place of a registry's name in a selection or annotation: no registry at all. */
const NONE = 'none';

/**
 * Says which registry an app uses, and why: the first choice of the app itself, its system, its
 * domain or its owner, each by selection or annotation; else the default registry.
 *
 * `none` is a choice. A choice that is deleted, disabled or out of the app's scope is an error that
 * says so; it never falls through to another registry.
 */
export function resolveRegistry<R extends SelectableRegistry>(
  options: {
    readonly app: RegistryUser;
    /** Choices for single environments do not count unless it is given. */
    readonly environment?: string;
    readonly registries: readonly R[];
  } & RegistryChoices,
): EffectiveRegistry<R> {
  const { app, environment, registries } = options;
  const choice = findRegistryChoice(app, environment, options) ?? defaultChoice(registries);
  if (choice === undefined) return unset(app);

  const says = `${decider(choice)} is ${quoted(choice.registry)}`;
  if (choice.registry === NONE && choice.source !== 'default') {
    return { outcome: 'none', reason: reasonOf(choice, `${says}.`) };
  }
  const named = registries.find(({ name }) => name === choice.registry);
  const registry = named && isChosen(named, choice) ? named : undefined;
  const problem = problemWith(registry, app);
  if (registry === undefined || problem !== undefined) {
    const { cause, text } = named && !registry ? REPLACED : (problem ?? DELETED);
    const reason = reasonOf(
      choice,
      (named === undefined && misspelt(choice)) || `${says}, ${text}`,
    );
    return { outcome: 'error', cause, registryName: choice.registry, reason };
  }
  const { repository, pullSecretName = DEFAULT_PULL_SECRET_NAME } = choice;
  return {
    outcome: 'registry',
    registry,
    ...(repository !== undefined && { repository }),
    pullSecretName,
    reason: reasonOf(choice, `${says}.`),
  };
}

type Choice = RegistryChoice | DefaultChoice;

interface DefaultChoice {
  readonly source: 'default';
  readonly registry: string;
  readonly entityRef?: never;
  readonly environment?: never;
  readonly registryId?: never;
  readonly repository?: never;
  readonly pullSecretName?: never;
}

function defaultChoice(registries: readonly SelectableRegistry[]): DefaultChoice | undefined {
  const registry = registries.find(({ isDefault }) => isDefault);
  return registry && { source: 'default', registry: registry.name };
}

function unset({ ref }: RegistryUser): EffectiveRegistry<never> {
  const text = `Nothing is chosen for ${quoted(ref)}, and there is no default registry. Choose a registry, or make one the default.`;
  return { outcome: 'unset', reason: { source: 'nothing', text } };
}

function decider({ source, entityRef, environment }: Choice): string {
  if (source === 'default') return 'Nothing is chosen, and the default registry';
  const where = environment === undefined ? '' : ` for the environment ${quoted(environment)}`;
  return `The ${source} of ${quoted(entityRef)}${where}`;
}

function reasonOf({ source, entityRef, environment }: Choice, text: string): RegistryReason {
  return {
    source,
    ...(entityRef !== undefined && { entityRef }),
    ...(environment !== undefined && { environment }),
    text,
  };
}

interface RegistryProblem {
  readonly cause: 'deleted' | 'disabled' | 'out-of-scope';
  /** Goes on behind the name of the registry. */
  readonly text: string;
}

/** What to say of a choice that was probably meant otherwise, or not to be. */
function misspelt(choice: Choice): string | undefined {
  const { registry } = choice;
  const name = registry.trim();
  if (name === '') {
    return `${decider(choice)} is empty. Name a registry, or "${NONE}"; or remove it.`;
  }
  if (name !== registry) {
    return `${decider(choice)} is ${quoted(registry)}, with spaces around the name. Write ${quoted(name)}.`;
  }
  if (name.toLowerCase() !== NONE) return undefined;
  return `${decider(choice)} is ${quoted(registry)}, and there is no such registry. Write "${NONE}" to have none.`;
}

const DELETED: RegistryProblem = {
  cause: 'deleted',
  text: 'which does not exist or was deleted. Choose another registry, or "none".',
};

const REPLACED: RegistryProblem = {
  cause: 'deleted',
  text: 'which was deleted; the registry of that name now is another. Choose it anew to use it.',
};

function isChosen({ id }: SelectableRegistry, { registryId }: Choice): boolean {
  return registryId === undefined || id === registryId;
}

function problemWith(
  registry: SelectableRegistry | undefined,
  app: RegistryUser,
): RegistryProblem | undefined {
  if (registry === undefined) return DELETED;
  if (registry.disabled) {
    const text = 'which is disabled. Enable it, or choose another registry.';
    return { cause: 'disabled', text };
  }
  if (isInScope(registry, app)) return undefined;
  const text = `whose scope has neither the owner nor the system nor the domain of ${quoted(app.ref)}. Have one of them added, or choose another registry.`;
  return { cause: 'out-of-scope', text };
}

function isInScope({ scope }: SelectableRegistry, { owner, system, domain }: RegistryUser) {
  const memberships = [owner, system, domain].filter(ref => ref !== undefined);
  return scope.length === 0 || scope.some(ref => memberships.some(own => isSameEntity(ref, own)));
}
