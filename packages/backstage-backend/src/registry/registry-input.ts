import type { RegistryInput } from '@berth/backstage-plugin-berth-common';
import {
  findProvider,
  InvalidInputError,
  parseServer,
  providers,
  serverFor,
  type ProviderId,
} from '@berth/core';
import type { RegistryEntry } from '../store/stored-registry.ts';
import { parseCaCertificate } from './ca-certificate.ts';
import { parseOwner, parseScope } from './entity-refs.ts';
import { parseLabels } from './labels.ts';

/** What is entered for a registry, but for its credentials, which live elsewhere. */
export type RegistryDraft = Omit<RegistryEntry, 'pullCredentialId' | 'pushCredentialId'>;

/**
 * Reads what was entered for a registry; what is left out takes its default.
 *
 * @throws InvalidInputError with the field.
 */
export function parseRegistryInput(input: RegistryInput): RegistryDraft {
  const server = serverOf(input);
  const { host, scheme } = inServer(() => parseServer(server));
  const connection = input.connection ?? 'secure';
  if (scheme === 'http' && connection !== 'insecure') {
    throw new InvalidInputError(
      `The server "${server}" speaks plain HTTP, and the connection is "${connection}". Write https, or make the connection "insecure".`,
      { field: 'connection' },
    );
  }
  return {
    title: input.title,
    description: input.description,
    provider: providerOf(input.provider, host),
    server,
    host,
    connection,
    caCertificate: caCertificateOf(input),
    purposes: [...(input.purposes ?? ['pull'])].sort(),
    disabled: input.disabled ?? false,
    management: input.management ?? 'user',
    owner: parseOwner(input.owner),
    scope: parseScope(input.scope),
    labels: parseLabels(input.labels),
  };
}

function serverOf({ server, serverParts, provider }: RegistryInput): string {
  if (server !== undefined && serverParts !== undefined) {
    throw new InvalidInputError(
      'Both "server" and "serverParts" are given. Leave one of them out.',
      { field: 'serverParts' },
    );
  }
  if (server !== undefined) return server.trim();
  if (provider === undefined) {
    throw new InvalidInputError('"server" is missing. Add it, or name the provider.', {
      field: 'server',
    });
  }
  return inServer(() => serverFor(provider, given(serverParts ?? {})), 'serverParts');
}

function given(parts: object): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

/** Core names a part of the server; here it is a part of a request. */
function inServer<T>(read: () => T, group?: 'serverParts'): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const field =
      group === undefined || error.field === 'server' ? 'server' : `${group}.${error.field}`;
    throw new InvalidInputError(error.message, { field });
  }
}

function providerOf(entered: ProviderId | undefined, host: string): ProviderId {
  const found = findProvider(host);
  if (entered === undefined || entered === found) return found;
  const row = providers.find(({ id }) => id === entered);
  if (found === 'generic' && row?.serverParts.includes('server')) return entered;
  const nextStep =
    found === 'generic' ? 'Use "generic", or check the server' : `Use "${found}", or leave it out`;
  throw new InvalidInputError(
    `The server "${host}" does not belong to the provider "${entered}". ${nextStep}.`,
    { field: 'provider' },
  );
}

function caCertificateOf({ connection, caCertificate }: RegistryInput): string | undefined {
  if (connection === 'ca' && caCertificate === undefined) {
    throw new InvalidInputError(
      'The connection "ca" needs "caCertificate". Add the certificate in PEM.',
      { field: 'caCertificate' },
    );
  }
  if (connection !== 'ca' && caCertificate !== undefined) {
    throw new InvalidInputError(
      '"caCertificate" goes with the connection "ca" only. Leave it out, or make the connection "ca".',
      { field: 'caCertificate' },
    );
  }
  return caCertificate === undefined ? undefined : parseCaCertificate(caCertificate);
}
