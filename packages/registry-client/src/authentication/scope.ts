/** One resource of a token's scope: `repository:acme/api:pull,push`. */
const RESOURCE = /^(.+):([^:]*)$/;

/**
 * Joins scopes, each of which may hold several separated by spaces: one entry a resource, with the
 * actions of all, sorted.
 *
 * Grammar: https://distribution.github.io/distribution/spec/auth/scope/
 */
export function mergeScopes(...scopes: readonly (string | undefined)[]): string[] {
  const actions = new Map<string, Set<string>>();
  for (const scope of scopes.flatMap(scope => scope?.split(' ') ?? [])) {
    const [, resource, list] = RESOURCE.exec(scope) ?? [];
    if (resource === undefined || list === undefined) continue;
    const known = actions.get(resource) ?? new Set();
    for (const action of list.split(',')) if (action !== '') known.add(action);
    actions.set(resource, known);
  }
  return [...actions].map(([resource, list]) => `${resource}:${[...list].sort().join()}`).sort();
}

/** The scope of these actions in a repository; pushing needs reading too. */
export function repositoryScope(repository: string, actions: readonly ('pull' | 'push')[]): string {
  return `repository:${repository}:${actions.includes('push') ? 'pull,push' : 'pull'}`;
}
