import { InvalidInputError } from '@berth/core';
import { caCertificate } from './ca-certificate.ts';
import { maskLogin, SHORTEST_MASK } from './mask.ts';
import type { Problems } from './problems.ts';
import { parseFlag, readLines, readSecretText, readText } from './read-input.ts';
import type { RegistryAuthEntry } from './registry-auth.ts';
import {
  checkDistinct,
  registryInput,
  type RegistryInput,
  type RegistryTexts,
} from './registry-input.ts';

/** What holds for every registry that says nothing else. */
export interface ConnectionDefaults {
  readonly caCertificate: string | undefined;
  readonly insecure: boolean;
}

/** The registries of `registry` and `registry-auth`, in that order. */
export async function readRegistries(
  problems: Problems,
  connection: ConnectionDefaults,
): Promise<readonly RegistryInput[]> {
  const texts = [...registryTexts(connection), ...(await registryAuthTexts(problems, connection))];
  const registries: RegistryInput[] = [];
  for (const one of texts) registries.push(...(await problems.collectAsync(() => read(one))));
  problems.collect(() => checkDistinct(registries));
  return registries;
}

async function read(texts: RegistryTexts): Promise<RegistryInput> {
  const registry = await registryInput(texts);
  const { login } = registry;
  // The normalised password may differ from the one that was masked at first.
  if (login) maskLogin(login.username, login.password.reveal());
  return registry;
}

/** Passwords that cannot be hidden in the log without hiding half of it. */
export function tooShortToMask(registries: readonly RegistryInput[]): readonly string[] {
  return registries
    .filter(({ login }) => login && login.password.reveal().trim().length < SHORTEST_MASK)
    .map(({ host }) => host);
}

function registryTexts(connection: ConnectionDefaults): RegistryTexts[] {
  return requestedServers().map(server => ({
    field: 'registry',
    server,
    username: readText('username'),
    password: readSecretText('password'),
    email: readText('email'),
    provider: readText('provider'),
    ...connection,
  }));
}

/** Docker Hub is meant where a login is asked for and no registry, or nothing is asked for at all. */
function requestedServers(): readonly string[] {
  const servers = readLines('registry');
  if (servers.length > 0) return servers;
  const login = readText('username') !== '' || readSecretText('password') !== '';
  const other = readText('registry-auth') !== '' || readText('images') !== '';
  return login || !other ? ['docker.io'] : [];
}

async function registryAuthTexts(
  problems: Problems,
  connection: ConnectionDefaults,
): Promise<RegistryTexts[]> {
  const text = readSecretText('registry-auth');
  if (text === '') return [];
  const { parseRegistryAuth } = await import('./registry-auth.ts');
  try {
    const entries = await parseRegistryAuth(text);
    return entries.flatMap(
      (entry, index) =>
        problems.collect(() => entryTexts(entry, `registry-auth[${index}]`, connection)) ?? [],
    );
  } catch (error) {
    problems.add(error);
    return [];
  }
}

function entryTexts(
  entry: RegistryAuthEntry,
  field: string,
  connection: ConnectionDefaults,
): RegistryTexts {
  if (!entry.registry) {
    throw new InvalidInputError(`Invalid ${field}: it names no registry. Add "registry".`, {
      field,
    });
  }
  const certificate = entry['ca-certificate'];
  return {
    field,
    server: entry.registry,
    username: entry.username?.trim() ?? '',
    password: entry.password?.replace(/[\r\n]+$/, '') ?? '',
    email: entry.email?.trim() ?? '',
    provider: entry.provider?.trim() ?? '',
    caCertificate: certificate ? caCertificate(certificate, field) : connection.caCertificate,
    insecure: parseFlag(entry.insecure ?? '', {
      name: `${field}.insecure`,
      otherwise: connection.insecure,
    }),
  };
}
