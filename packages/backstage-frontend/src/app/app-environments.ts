import type { Selection } from '@berth/backstage-plugin-berth-common';

/** What the choice for all environments is called by the contract. */
export const ALL_ENVIRONMENTS = '*';

const ENVIRONMENT = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** All that a page shows, each once: first what holds for all, then by name. */
export function environmentsOf(
  ...sources: readonly [
    named: readonly string[],
    selections: readonly Selection[],
    added: readonly string[],
  ]
): readonly string[] {
  const [named, selections, added] = sources;
  const names = [...named, ...selections.map(({ environment }) => environment), ...added];
  const own = [...new Set(names)].filter(name => name !== ALL_ENVIRONMENTS);
  return [ALL_ENVIRONMENTS, ...own.sort()];
}

export function environmentTitle(environment: string): string {
  return environment === ALL_ENVIRONMENTS ? 'All environments' : environment;
}

/** As the effective registry is asked for. */
export function askedEnvironment(environment: string): string | undefined {
  return environment === ALL_ENVIRONMENTS ? undefined : environment;
}

/** What is wrong with a new environment's name. */
export function environmentProblem(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return `"${name}" is there already.`;
  if (ENVIRONMENT.test(name)) return undefined;
  return `"${name}" cannot be the name of an environment. Write 1 to 63 letters, digits, ".", "_" and "-", with a letter or digit at both ends.`;
}
