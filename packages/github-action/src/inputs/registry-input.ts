import {
  canonicalHost,
  dockerConfigKey,
  dockerLogin,
  findProvider,
  fixedUsername,
  inField,
  InvalidInputError,
  parseServer,
  providerFor,
  Secret,
  type Credential,
  type ProviderId,
} from '@berth/core';
import type { Connection } from '@berth/registry-client';
import type { KeylessTexts } from './input-names.ts';

/** A registry that the inputs name: how to reach it, and with which login. */
export interface RegistryInput {
  /** Where the inputs name it: `registry` or `registry-auth[0]`. */
  readonly field: string;
  /** As image references write it. */
  readonly host: string;
  /** Its key in a Docker config. */
  readonly key: string;
  readonly provider: ProviderId;
  readonly connection: Connection;
  /** As the inputs have it; empty where they do not. */
  readonly username: string;
  /** Absent where the password is empty, and where the credential is traded for a login. */
  readonly login: CompleteLogin | undefined;
  /** What a login is got for; absent where the inputs are a login, or nothing. */
  readonly credential: Credential | undefined;
  /** What the inputs say about such a credential; not all of it where something is empty. */
  readonly keyless: KeylessTexts;
  /** For the login that the credential is traded for. */
  readonly email?: string;
  /** What was changed or left out of the address, for the log. */
  readonly notes: readonly string[];
}

/** A login whose user name is known. */
export interface CompleteLogin {
  readonly server: string;
  readonly username: string;
  readonly password: Secret;
  readonly email?: string;
  /** ISO 8601, UTC; absent where nobody knows. */
  readonly expiresAt?: string;
}

/** The texts that belong to one registry, from inputs or from an entry of `registry-auth`. */
export interface RegistryTexts {
  /** For messages: `registry` or `registry-auth[0]`. */
  readonly field: string;
  readonly server: string;
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly provider: string;
  readonly keyless: KeylessTexts;
  readonly caCertificate: string | undefined;
  readonly insecure: boolean;
  /** How the server came about, where nobody named it. */
  readonly note?: string;
}

/** @throws InvalidInputError that names the field. */
export async function registryInput(texts: RegistryTexts): Promise<RegistryInput> {
  const { host, scheme, notes } = inField(texts.field, () => parseServer(texts.server));
  const provider = texts.provider ? await providerIn(texts) : findProvider(host);
  const credential = await credentialIn(texts, { host, provider });
  const isLogin = credential === undefined && texts.password !== '';
  return {
    field: texts.field,
    host,
    key: dockerConfigKey(host),
    provider,
    connection: {
      server: scheme === undefined ? host : `${scheme}://${host}`,
      ...(texts.caCertificate !== undefined && { caCertificate: texts.caCertificate }),
      ...(texts.insecure && { insecure: true }),
    },
    username: texts.username,
    login: isLogin ? await completeLogin(host, provider, texts) : undefined,
    credential,
    keyless: texts.keyless,
    ...(credential && texts.email !== '' && { email: texts.email }),
    notes: texts.note === undefined ? notes : [texts.note, ...notes],
  };
}

/** Loads what makes a credential only where there may be one. */
async function credentialIn(
  texts: RegistryTexts,
  registry: { readonly host: string; readonly provider: ProviderId },
): Promise<Credential | undefined> {
  const aws = registry.provider === 'ecr' || registry.provider === 'ecr-public';
  // Keys of AWS are a login's user name and password, or in the environment.
  const keys = aws && (texts.password === '' || texts.username.startsWith('A'));
  if (!keys && Object.keys(texts.keyless).length === 0) return undefined;
  const { exchangedCredential } = await import('./exchanged-credential.ts');
  return exchangedCredential(texts, registry);
}

async function providerIn({ provider, field }: RegistryTexts): Promise<ProviderId> {
  const { providerNamed } = await import('./provider-input.ts');
  return providerNamed(provider, field);
}

/** The same host twice would leave it to chance which login holds. */
export function checkDistinct(registries: readonly RegistryInput[]): void {
  const hosts = registries.map(registry => canonicalHost(registry.host));
  const twice = hosts.find((host, index) => hosts.indexOf(host) !== index);
  if (twice === undefined) return;
  throw new InvalidInputError(
    `The registry "${twice}" is named twice in registry and registry-auth. A Docker config holds one login for it; remove the other.`,
    { field: 'registry' },
  );
}

async function completeLogin(
  host: string,
  provider: ProviderId,
  texts: RegistryTexts,
): Promise<CompleteLogin> {
  const password = await normalPassword(provider, texts.password);
  const username =
    texts.username || fixedUsername(host, password) || providerFor(provider).fixedUsername;
  if (!username) {
    throw new InvalidInputError(
      `The user name for "${host}" is missing: a password is given, and this registry has no fixed user name. Set "username".`,
      { field: texts.field },
    );
  }
  const login = {
    server: host,
    username,
    password,
    ...(texts.email !== '' && { email: texts.email }),
  };
  // Refuses what no client could read back, before anything is sent.
  dockerLogin(login, texts.field === 'registry' ? undefined : texts.field);
  return login;
}

/** Google wants the key file as it is; quotes and lost line breaks around it are put right. */
async function normalPassword(provider: ProviderId, password: string): Promise<Secret> {
  const pasted = (provider === 'gar' || provider === 'gcr') && /^\s*[{"']/.test(password);
  if (!pasted) return new Secret(password);
  const { googleKey } = await import('./google-key.ts');
  return googleKey(password);
}
