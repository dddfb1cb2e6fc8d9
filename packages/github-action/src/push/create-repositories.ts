import { info } from '@actions/core';
import { findProvider, type ImageReference } from '@berth/core';
import { createRepository, type SessionOptions } from '@berth/registry-client';
import type { RepositoryCreator } from '../inputs/repository-creators.ts';
import { exchangeOptions } from '../log-in/exchange-options.ts';
import type { PushTarget } from './push-target.ts';

/** Creates the repositories, at IBM Cloud the namespaces, that the pushes need and that are not there. */
export async function createRepositories(
  targets: readonly PushTarget[],
  creators: readonly RepositoryCreator[],
  session: SessionOptions,
): Promise<void> {
  for (const target of targets) {
    const creator = creators.find(({ host }) => host === target.host);
    if (creator) await createAt(target, creator, session);
  }
}

async function createAt(
  { host, references }: PushTarget,
  creator: RepositoryCreator,
  session: SessionOptions,
): Promise<void> {
  const options = exchangeOptions(creator, session);
  for (const { what, name, repository } of neededAt(host, references)) {
    const outcome = await createRepository(creator.credential, { ...options, repository });
    if (outcome === 'created') info(`Created the ${what} ${name} at ${host}.`);
  }
}

/** What must be there before a push, each once: repositories, at IBM Cloud namespaces. */
export function neededAt(
  host: string,
  references: readonly ImageReference[],
): readonly NeededRepository[] {
  const what = findProvider(host) === 'icr' ? 'namespace' : 'repository';
  const needed = references.map(({ repository }) => {
    const name = what === 'namespace' ? (repository.split('/')[0] ?? '') : repository;
    return [name, { what, name, repository }] as const;
  });
  return [...new Map(needed).values()];
}

interface NeededRepository {
  readonly what: 'namespace' | 'repository';
  readonly name: string;
  /** One that needs it. */
  readonly repository: string;
}
