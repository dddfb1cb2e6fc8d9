import { maskLogin, SHORTEST_MASK } from '../log-in/mask.ts';
import type { Problems } from './problems.ts';
import { readLines, readSecretText, readText } from './read-input.ts';
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
): Promise<readonly RegistryTexts[]> {
  const text = readSecretText('registry-auth');
  if (text === '') return [];
  const { registryAuthTexts } = await import('./registry-auth-texts.ts');
  return registryAuthTexts(text, { problems, connection });
}
