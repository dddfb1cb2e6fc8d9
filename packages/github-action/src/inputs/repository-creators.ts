import { info } from '@actions/core';
import {
  findProvider,
  InvalidInputError,
  providerFor,
  type Credential,
  type ImageReference,
} from '@berth/core';
import { needsRepository } from '@berth/registry-client';
import { exchangedCredential } from './exchanged-credential.ts';
import type { Problems } from './problems.ts';
import type { ConnectionDefaults } from './registries-input.ts';
import type { RegistryInput } from './registry-input.ts';

/** What may create a repository at one registry. */
export interface RepositoryCreator {
  readonly host: string;
  readonly credential: Credential;
  readonly connection: RegistryInput['connection'];
}

/** The credentials for `create-repository`, one for each registry where a push needs a repository. */
export function repositoryCreators(
  references: readonly ImageReference[],
  known: { readonly registries: readonly RegistryInput[]; readonly connection: ConnectionDefaults },
  problems: Problems,
): readonly RepositoryCreator[] {
  const hosts = [...new Set(references.map(({ registry }) => registry))];
  for (const host of hosts.filter(host => !needsRepository(host))) tellNotNeeded(host);
  return hosts.filter(needsRepository).flatMap(host => {
    const registry = known.registries.find(one => one.host === host);
    const isMissing = registry && !registry.login && !registry.credential;
    // Without a password the push is left out as well, or the run fails for that.
    if (isMissing) return [];
    const { caCertificate } = known.connection;
    const connection = { server: host, ...(caCertificate !== undefined && { caCertificate }) };
    const credential = problems.collect(() => creatorFor(host, registry));
    return credential ? [{ host, credential, connection: registry?.connection ?? connection }] : [];
  });
}

function tellNotNeeded(host: string): void {
  info(
    `create-repository does nothing at ${host}: a push creates the repository, or its owner does.`,
  );
}

function creatorFor(host: string, registry: RegistryInput | undefined): Credential {
  const provider = findProvider(host);
  if (registry?.credential) return registry.credential;
  if (provider === 'icr') return ibmCredential(host, registry);
  const ofEnvironment = exchangedCredential(NOTHING_GIVEN, { host, provider });
  if (ofEnvironment) return ofEnvironment;
  const has = registry ? 'a token of ECR can only push' : 'this step has no login there';
  throw new InvalidInputError(
    `Cannot create a repository at "${host}" (${providerFor(provider).title}): ${has}. Set "role-to-assume", or give the keys of AWS, as configure-aws-credentials leaves them.`,
    { field: 'create-repository' },
  );
}

/** For a registry that is named in `images` alone: keys of AWS may be in the environment. */
const NOTHING_GIVEN = {
  ...{ field: 'registry', server: '', username: '', password: '', email: '', provider: '' },
  ...{ keyless: {}, caCertificate: undefined, insecure: false },
};

function ibmCredential(host: string, registry: RegistryInput | undefined): Credential {
  const { username, password } = registry?.login ?? {};
  if (password && username === 'iamapikey') return { kind: 'iam-api-key', apiKey: password };
  if (password && username) return { kind: 'password', username, password };
  throw new InvalidInputError(
    `Cannot create a namespace at "${host}" (IBM Cloud): this step has no login there. Add "registry: ${host}" and its API key as "password".`,
    { field: 'create-repository' },
  );
}
