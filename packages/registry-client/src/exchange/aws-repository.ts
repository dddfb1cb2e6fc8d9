import type { Credential } from '@berth/core';
import type { RepositoryOptions } from './create-repository.ts';

export function createAwsRepository(
  credential: Credential,
  { server, repository }: RepositoryOptions,
): Promise<'created' | 'existed'> {
  return Promise.reject(
    new Error(`Nothing creates "${repository}" at "${server}" with "${credential.kind}" yet.`),
  );
}
