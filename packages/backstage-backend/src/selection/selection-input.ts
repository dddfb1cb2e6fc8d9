import type { SelectionInput } from '@berth/backstage-plugin-berth-common';
import {
  checkImageReference,
  checkObjectName,
  InvalidInputError,
  parseImageReference,
} from '@berth/core';
import type { StoredRegistry } from '../store/stored-registry.ts';

export const NONE = 'none';

/** None has neither a repository nor a pull secret. @throws InvalidInputError */
export function checkNone({ repository, pullSecretName }: SelectionInput): void {
  for (const [field, value] of Object.entries({ repository, pullSecretName })) {
    if (value === undefined) continue;
    throw new InvalidInputError(
      `The ${field} ${JSON.stringify(value)} is given with the registry "none", which has none. Leave it out, or choose a registry.`,
      { field },
    );
  }
}

/** @throws InvalidInputError where they are none of this registry, or of a cluster. */
export function checkPlaces(
  { repository, pullSecretName }: SelectionInput,
  { host }: StoredRegistry,
): void {
  if (repository !== undefined) checkRepository(repository, host);
  if (pullSecretName !== undefined) {
    checkObjectName(pullSecretName, 'name of a pull secret', 'pullSecretName');
  }
}

/** The image of a repository, without tag: `docker.io/library/nginx` for `nginx` of Docker Hub. */
export function imageOf(host: string, repository: string): string {
  const { registry, repository: whole } = parseImageReference(`${host}/${repository}`);
  return `${registry}/${whole}`;
}

function checkRepository(repository: string, host: string): void {
  const shown = JSON.stringify(repository);
  if (repository === host || repository.startsWith(`${host}/`)) {
    throw wrong(`it begins with the registry "${host}". Leave that out`, shown);
  }
  const [problem] = checkImageReference(`${host}/${repository}`).filter(
    ({ severity }) => severity === 'error',
  );
  if (problem !== undefined) {
    throw new InvalidInputError(problem.message, { field: 'repository' });
  }
  const { tag, digest } = parseImageReference(`${host}/${repository}`);
  if (digest !== undefined || (tag !== undefined && repository.endsWith(`:${tag}`))) {
    throw wrong(
      'it has a tag or a digest. Leave that out: a selection holds for all images',
      shown,
    );
  }
}

function wrong(reason: string, shown: string): InvalidInputError {
  return new InvalidInputError(`Invalid repository ${shown}: ${reason}.`, { field: 'repository' });
}
