import { dockerConfigKey, findProvider } from '@berth/core';
import { ecrHostOfRole, hostsOfAccounts } from './aws-account.ts';
import type { KeylessTexts } from './input-names.ts';
import { servingKeyless, unservedKeyless } from './keyless-input.ts';
import { isRegionAlone, noRole } from './missing-role.ts';
import type { Problems } from './problems.ts';
import type { RegistryInput, RegistryTexts } from './registry-input.ts';

type NamelessServer = Pick<RegistryTexts, 'server' | 'note'>;

/**
 * The registries that are meant where none is named: those of `images` that the inputs serve; else,
 * for a role, the private one of its account. Docker Hub for its connection.
 *
 * @throws InvalidInputError where the inputs do not tell.
 */
export function keylessServers(
  keyless: KeylessTexts,
  images: readonly string[],
): readonly NamelessServer[] {
  const hosts = images.map(image => image.split('/')[0] ?? '');
  const served = [...new Set(hosts)].filter(host => isServed(host, keyless));
  const role = keyless['role-to-assume'];
  const isAlone = !served.some(host => findProvider(host).startsWith('ecr'));
  return [
    ...served.map(server => ({
      server,
      note: `No registry is named: ${server} of images is used.`,
    })),
    ...(role !== undefined && isAlone ? [serverOfRole(role, keyless['aws-region'])] : []),
    ...(keyless['connection-id'] === undefined ? [] : [{ server: 'docker.io' }]),
  ];
}

/** Docker Hub is among the images without its name, too. */
function isServed(host: string, keyless: KeylessTexts): boolean {
  const provider = findProvider(host);
  return provider !== 'docker-hub' && Object.keys(servingKeyless(keyless, provider)).length > 0;
}

function serverOfRole(role: string, given: string | undefined): NamelessServer {
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
  if (texts.length === 0 && isRegionAlone(keyless)) return noRole(problems);
  const places = new Map([
    ['registry', keyless],
    ...texts.map(one => [one.field, one.keyless] as const),
  ]);
  for (const [field, given] of places) {
    const there = texts.filter(one => one.field === field);
    const providers = there.map(({ provider, server }) => provider || findProvider(server));
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
