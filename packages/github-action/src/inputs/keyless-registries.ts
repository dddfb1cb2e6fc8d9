import { dockerConfigKey } from '@berth/core';
import { ecrHostOfRole, hostsOfAccounts } from './aws-account.ts';
import type { KeylessTexts } from './input-names.ts';
import { unservedKeyless } from './keyless-input.ts';
import type { Problems } from './problems.ts';
import type { RegistryInput, RegistryTexts } from './registry-input.ts';

/**
 * The registries that are meant where none is named: the private one of the role's account, and
 * Docker Hub for its connection.
 *
 * @throws InvalidInputError where the inputs do not tell.
 */
export function keylessServers(
  keyless: KeylessTexts,
): readonly Pick<RegistryTexts, 'server' | 'note'>[] {
  const role = keyless['role-to-assume'];
  const ofRole = role === undefined ? [] : [serverOfRole(role, keyless['aws-region'])];
  return keyless['connection-id'] === undefined ? ofRole : [...ofRole, { server: 'docker.io' }];
}

function serverOfRole(role: string, given: string | undefined): { server: string; note: string } {
  // configure-aws-credentials leaves the region, as the AWS tools read it.
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const server = ecrHostOfRole(role, (given ?? AWS_REGION) || AWS_DEFAULT_REGION || '');
  const note = `No registry is named: ${server} is used, of the account that role-to-assume belongs to.`;
  return { server, note };
}

/** Refuses what has no effect, and adds the registries of `AWS_ACCOUNT_IDS`. */
export function completeKeyless(
  inputs: {
    readonly keyless: KeylessTexts;
    readonly texts: readonly RegistryTexts[];
    readonly registries: readonly RegistryInput[];
  },
  problems: Problems,
): readonly RegistryInput[] {
  const { keyless, texts, registries } = inputs;
  const places = new Map([
    ['registry', keyless],
    ...texts.map(one => [one.field, one.keyless] as const),
  ]);
  for (const [field, given] of places) {
    const read = registries.filter(registry => registry.field === field);
    // One that could not be read has its own problem, and may be the one that is served.
    if (read.length < texts.filter(one => one.field === field).length) continue;
    const providers = read.map(({ provider }) => provider);
    for (const error of unservedKeyless({ field, given, providers })) problems.add(error);
  }
  const added = problems.collect(() => registriesOfAccounts(registries)) ?? [];
  return [...registries, ...added];
}

/** The same login at the registries of other accounts in the same region. */
function registriesOfAccounts(registries: readonly RegistryInput[]): readonly RegistryInput[] {
  const accounts = process.env['AWS_ACCOUNT_IDS'] ?? '';
  const hosts = new Set(registries.map(({ host }) => host));
  return registries.flatMap(registry => {
    const kind = registry.credential?.kind;
    if (kind !== 'aws-role' && kind !== 'aws-keys') return [];
    const others = hostsOfAccounts(registry.host, accounts).filter(host => !hosts.has(host));
    return others.map(host => {
      hosts.add(host);
      return registryOfAccount(registry, host);
    });
  });
}

function registryOfAccount(registry: RegistryInput, host: string): RegistryInput {
  return {
    ...registry,
    host,
    key: dockerConfigKey(host),
    connection: { ...registry.connection, server: host },
    notes: [`AWS_ACCOUNT_IDS adds ${host}.`],
  };
}
