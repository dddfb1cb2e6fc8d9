import { info } from '@actions/core';
import { findProvider } from '@berth/core';
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
  const isNamespace = findProvider(host) === 'icr';
  const names = references.map(({ repository }) =>
    isNamespace ? (repository.split('/')[0] ?? '') : repository,
  );
  for (const name of new Set(names)) {
    const repository = references.find(one => `${one.repository}/`.startsWith(`${name}/`));
    if (!repository) continue;
    const outcome = await createRepository(creator.credential, {
      ...options,
      repository: repository.repository,
    });
    const what = isNamespace ? 'namespace' : 'repository';
    if (outcome === 'created') info(`Created the ${what} ${name} at ${host}.`);
  }
}
