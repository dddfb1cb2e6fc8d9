import { maskLogin, SHORTEST_MASK } from '../log-in/mask.ts';
import type { KeylessTexts } from './input-names.ts';
import type { Problems } from './problems.ts';
import { keylessTexts, readLines, readSecretText, readText } from './read-input.ts';
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
  const keyless = keylessTexts(readText);
  const named = await problems.collectAsync(() => registryTexts(keyless, connection));
  const texts = [...named.flat(), ...(await registryAuthTexts(problems, connection))];
  const registries: RegistryInput[] = [];
  for (const one of texts) registries.push(...(await problems.collectAsync(() => read(one))));
  problems.collect(() => checkDistinct(registries));
  // Where it could not be told which registry is meant, that is the problem.
  const keylessThere = named.length > 0 ? keyless : {};
  const given = [keylessThere, ...texts.map(one => one.keyless)];
  const exchanged = registries.some(({ credential }) => credential);
  if (!exchanged && given.every(one => Object.keys(one).length === 0)) return registries;
  const { completeKeyless } = await import('./keyless-registries.ts');
  return completeKeyless({ keyless: keylessThere, texts, registries }, problems);
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

async function registryTexts(
  keyless: KeylessTexts,
  connection: ConnectionDefaults,
): Promise<RegistryTexts[]> {
  const servers = await requestedServers(keyless);
  return servers.map(server => ({
    field: 'registry',
    username: readText('username'),
    password: readSecretText('password'),
    email: readText('email'),
    provider: readText('provider'),
    keyless,
    ...server,
    ...connection,
  }));
}

type RequestedServer = Pick<RegistryTexts, 'server' | 'note'>;

/** Docker Hub is meant where a login is asked for and no registry, or nothing is asked for at all. */
async function requestedServers(keyless: KeylessTexts): Promise<readonly RequestedServer[]> {
  const servers = readLines('registry');
  if (servers.length > 0) return servers.map(server => ({ server }));
  if (Object.keys(keyless).length > 0) {
    const { keylessServers } = await import('./keyless-registries.ts');
    return keylessServers(keyless, readLines('images'));
  }
  const [username, password] = [readText('username'), readSecretText('password')];
  const login = username !== '' || password !== '';
  const other = readText('registry-auth') !== '' || readText('images') !== '';
  if (!login && other) return [];
  if (password !== '' && !password.startsWith(HUB_TOKEN)) {
    const { checkHubLogin } = await import('./check-hub-login.ts');
    checkHubLogin(username, password);
  }
  return [{ server: 'docker.io' }];
}

/** Both kinds of access tokens of Docker Hub begin with it. */
const HUB_TOKEN = 'dckr_';

async function registryAuthTexts(
  problems: Problems,
  connection: ConnectionDefaults,
): Promise<readonly RegistryTexts[]> {
  const text = readSecretText('registry-auth');
  if (text === '') return [];
  const { registryAuthTexts } = await import('./registry-auth-texts.ts');
  return registryAuthTexts(text, { problems, connection });
}
