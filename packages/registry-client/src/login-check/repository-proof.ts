import { InvalidInputError, parseImageReference } from '@berth/core';
import type { Registry, RegistryResponse } from '../registry.ts';
import { RegistryRequestError } from '../registry-request-error.ts';
import { repositoryScope } from '../authentication/scope.ts';

export type RepositoryAction = 'pull' | 'push';

export interface RepositoryProof {
  /** What the registry let us do. */
  readonly allowed: readonly RepositoryAction[];
  /** `false` where the registry says that it has none of this name. */
  readonly exists: boolean;
}

/**
 * Does in a repository what the login should be allowed: lists a tag for `pull`, opens an upload and
 * cancels it for `push`. A repository that does not exist yet proves nothing for `pull`.
 *
 * @throws RegistryRequestError `denied` when the login may not.
 */
export async function proveRepository(
  registry: Registry,
  repository: string,
  actions: readonly RepositoryAction[],
): Promise<RepositoryProof> {
  checkRepository(repository);
  const scope = repositoryScope(repository, actions);
  const exists = !actions.includes('pull') || (await canPull(registry, repository, scope));
  if (actions.includes('push')) await tryPush(registry, repository, scope);
  return { exists, allowed: actions.filter(action => action === 'push' || exists) };
}

async function canPull(registry: Registry, repository: string, scope: string): Promise<boolean> {
  const url = `/v2/${repository}/tags/list?n=1`;
  const response = await naming(repository, 'pull', () =>
    registry.request({ method: 'GET', url, scope, expect: [200, 404] }),
  );
  await response.discard();
  return response.status === 200;
}

async function tryPush(registry: Registry, repository: string, scope: string): Promise<void> {
  const url = `/v2/${repository}/blobs/uploads/`;
  const response = await naming(repository, 'push', () =>
    registry.request({ method: 'POST', url, scope, expect: [202] }),
  );
  await response.discard();
  await cancelUpload(registry, response, scope);
}

// An upload that is left open ends by itself after a while: no reason to call the login wrong.
async function cancelUpload(
  registry: Registry,
  { headers, url: base }: RegistryResponse,
  scope: string,
): Promise<void> {
  if (headers.location === undefined || !URL.canParse(headers.location, base)) return;
  const url = new URL(headers.location, base).href;
  try {
    const request = { method: 'DELETE', url, scope: `${scope},delete` } as const;
    const response = await registry.request({ ...request, expect: [204] });
    await response.discard();
  } catch (error) {
    if (!(error instanceof RegistryRequestError)) throw error;
  }
}

async function naming<T>(
  repository: string,
  action: RepositoryAction,
  request: () => Promise<T>,
): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof RegistryRequestError)) throw error;
    const { code, host, status, registryCodes } = error;
    if (code !== 'denied' && code !== 'unauthorized' && code !== 'not-found') throw error;
    const detail = [status, ...registryCodes].join(', ');
    const missing = code === 'not-found';
    throw new RegistryRequestError(
      missing
        ? `"${host}" has no repository "${repository}" to ${action} (${detail}). Create it, or check the name and whether the login may see it.`
        : `"${host}" does not let this login ${action} "${repository}" (${detail}). Check the name, and give the login's owner or token that permission.`,
      {
        code: missing ? code : 'denied',
        host,
        registryCodes,
        ...(status !== undefined && { status }),
      },
    );
  }
}

// The name becomes part of a path, in which ".." would climb. What is read back shorter than it was
// given had a tag or a digest.
function checkRepository(repository: string): void {
  try {
    if (parseImageReference(`localhost/${repository}`).repository === repository) return;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
  }
  throw new InvalidInputError(
    `Invalid repository "${repository}": it is not a path of lowercase names, joined inside by one ".", "_" or "__", or by "-". Write it without the registry and the tag, such as acme/api.`,
    { field: 'repository' },
  );
}
