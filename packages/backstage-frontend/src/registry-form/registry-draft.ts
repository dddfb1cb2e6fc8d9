import type {
  ConnectionMode,
  Credential,
  Purpose,
  Registry,
} from '@berth/backstage-plugin-berth-common';
import { providerFor, type CredentialKind, type ProviderId, type ServerPart } from '@berth/core';

/** What is in the form; texts are as they were typed. */
export interface RegistryDraft {
  readonly provider: ProviderId;
  /** Empty while it follows the server. */
  readonly name: string;
  readonly title: string;
  readonly parts: Readonly<Partial<Record<ServerPart, string>>>;
  /** The whole server, where it is known as such: then no parts are asked for. */
  readonly server: string | undefined;
  readonly kind: CredentialKind | 'none';
  /** Of the credential, by the names of the contract. */
  readonly fields: Readonly<Record<string, string>>;
  readonly connection: ConnectionMode;
  readonly caCertificate: string;
  readonly purposes: readonly Purpose[];
  readonly makeDefault: boolean;
}

/** What is stored already, while it is changed. */
export interface StoredEntry {
  readonly registry: Registry;
  readonly etag: string;
  /** Absent for a public registry. */
  readonly credential: StoredCredential | undefined;
}

/** Of a credential that somebody may not read, only what its registry shows is known. */
export type StoredCredential = Partial<Credential> &
  Pick<Credential, 'name' | 'kind' | 'hasSecret'>;

export function newDraft(provider: ProviderId): RegistryDraft {
  return {
    provider,
    name: '',
    title: '',
    parts: {},
    server: undefined,
    kind: usualKind(provider),
    fields: {},
    connection: 'secure',
    caCertificate: '',
    purposes: ['pull'],
    makeDefault: false,
  };
}

/** The form of what is stored; secrets are never among it. */
export function draftOf({ registry, credential }: StoredEntry): RegistryDraft {
  return {
    provider: registry.provider,
    name: registry.name,
    title: registry.title ?? '',
    parts: {},
    server: hasOneServer(registry) ? undefined : registry.server,
    kind: credential?.kind ?? 'none',
    fields: credential === undefined ? {} : publicFields(credential),
    connection: registry.connection,
    caCertificate: registry.caCertificate ?? '',
    purposes: registry.purposes,
    makeDefault: registry.default,
  };
}

/** Of Docker Hub and its like there is nothing to enter. */
function hasOneServer({ provider, host }: Registry): boolean {
  const { serverParts, defaultServer } = providerFor(provider);
  return serverParts.length === 0 && defaultServer === host;
}

/** Another provider asks for other things; what describes the registry itself stays. */
export function withProvider(draft: RegistryDraft, provider: ProviderId): RegistryDraft {
  if (provider === draft.provider) return draft;
  const { name, title, connection, caCertificate, purposes, makeDefault } = draft;
  const kept = { name, title, connection, caCertificate, purposes, makeDefault };
  return { ...newDraft(provider), ...kept };
}

function usualKind(provider: ProviderId): CredentialKind {
  return providerFor(provider).credentialKinds[0] ?? 'password';
}

const PUBLIC_FIELDS = [
  ...(['username', 'email', 'clientId', 'tenantId', 'accessKeyId', 'region', 'roleArn'] as const),
  ...(['workloadIdentityProvider', 'serviceAccount', 'connectionId', 'organization'] as const),
];

function publicFields(credential: StoredCredential): Record<string, string> {
  const entries = PUBLIC_FIELDS.map(name => [name, credential[name]] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is [(typeof entry)[0], string] => entry[1] !== undefined),
  );
}
