import type {
  ConnectionMode,
  Credential,
  Purpose,
  Registry,
} from '@berth/backstage-plugin-berth-common';
import { publicFields } from './public-fields.ts';
import { providerFor, type CredentialKind, type ProviderId, type ServerPart } from '@berth/core';

/** What is entered of one login. */
export interface LoginDraft {
  readonly kind: CredentialKind | 'none';
  /** Of the credential, by the names of the contract. */
  readonly fields: Readonly<Record<string, string>>;
  /** For which host each secret was entered, where one was known. */
  readonly enteredFor: Readonly<Record<string, string>>;
  /** The other host to which they go as well, since somebody said so. */
  readonly alsoFor?: string | undefined;
  /** A credential that is stored already, instead of the fields; empty until one is chosen. */
  readonly credential: string | undefined;
  /** The day on which the secret ends, `2027-01-31`; empty where nobody knows. */
  readonly endsOn: string;
}

/** What is in the form; texts are as they were typed. What it pulls by stands beside the rest. */
export interface RegistryDraft extends LoginDraft {
  readonly provider: ProviderId;
  /** False while nobody has said what it is. */
  readonly isChosen: boolean;
  /** Empty while it follows the server. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly parts: Readonly<Partial<Record<ServerPart, string>>>;
  /** The whole server, where it is known as such: then no parts are asked for. */
  readonly server: string | undefined;
  readonly connection: ConnectionMode;
  readonly caCertificate: string;
  readonly purposes: readonly Purpose[];
  /** What it pushes by: nothing of its own, what it pulls by, or another login. */
  readonly pushBy: 'none' | 'same' | 'other';
  readonly push: LoginDraft;
  readonly owner: string;
  /** Entity references, one a line. */
  readonly scope: string;
  /** `key=value`, one a line. */
  readonly labels: string;
  readonly management: Registry['management'];
  readonly disabled: boolean;
  readonly makeDefault: boolean;
}

/** What is stored already, while it is changed. */
export interface StoredEntry {
  readonly registry: Registry;
  readonly etag: string;
  /** Absent for a public registry, and where somebody may not read it. */
  readonly credential: StoredCredential | undefined;
  /** Where it pushes by another one. */
  readonly pushCredential?: StoredCredential | undefined;
}

export type StoredCredential = Partial<Credential> &
  Pick<Credential, 'name' | 'kind' | 'hasSecret'>;

export function newDraft(provider: ProviderId): RegistryDraft {
  return {
    ...newLogin(provider),
    provider,
    isChosen: true,
    name: '',
    title: '',
    description: '',
    parts: {},
    server: undefined,
    connection: 'secure',
    caCertificate: '',
    purposes: ['pull'],
    pushBy: 'none',
    push: newLogin(provider),
    owner: '',
    scope: '',
    labels: '',
    management: 'user',
    disabled: false,
    makeDefault: false,
  };
}

/** Nothing is entered yet; the kind is the provider's usual one. */
export function newLogin(provider: ProviderId): LoginDraft {
  const nothing = { fields: {}, enteredFor: {}, alsoFor: undefined, endsOn: '' };
  return { kind: usualKind(provider), credential: undefined, ...nothing };
}

/** The form of what is stored; secrets are never among it. */
export function draftOf({ registry, credential, pushCredential }: StoredEntry): RegistryDraft {
  const { provider } = registry;
  return {
    ...pullOf(registry, credential),
    provider,
    isChosen: true,
    name: registry.name,
    title: registry.title ?? '',
    description: registry.description ?? '',
    parts: {},
    server: hasOneServer(registry) ? undefined : registry.server,
    connection: registry.connection,
    caCertificate: registry.caCertificate ?? '',
    purposes: registry.purposes,
    pushBy: pushByOf(registry),
    push: pushOf(registry, pushCredential),
    owner: registry.owner ?? '',
    scope: registry.scope.join('\n'),
    labels: Object.entries(registry.labels)
      .map(([key, value]) => `${key}=${value}`)
      .join('\n'),
    management: registry.management,
    disabled: registry.disabled,
    makeDefault: registry.default,
  };
}

function loginOf(credential: StoredCredential): LoginDraft {
  const endsOn = credential.expiresAt?.slice(0, 10) ?? '';
  const entered = { fields: publicFields(credential), enteredFor: {} };
  return { kind: credential.kind, ...entered, credential: undefined, endsOn };
}

/** One that somebody may not read is sent as it is: by its name. */
function pullOf(registry: Registry, credential: StoredCredential | undefined): LoginDraft {
  if (credential !== undefined) return loginOf(credential);
  const { provider, pullCredential } = registry;
  if (pullCredential === undefined) return { ...newLogin(provider), kind: 'none' };
  return { ...newLogin(provider), credential: pullCredential };
}

function pushOf(registry: Registry, credential: StoredCredential | undefined): LoginDraft {
  if (credential !== undefined) return loginOf(credential);
  const isOther = pushByOf(registry) === 'other';
  const name = isOther ? registry.pushCredential : undefined;
  return { ...newLogin(registry.provider), credential: name };
}

function pushByOf({ pullCredential, pushCredential }: Registry): RegistryDraft['pushBy'] {
  if (pushCredential === undefined) return 'none';
  return pushCredential === pullCredential ? 'same' : 'other';
}

/** Of Docker Hub and its like there is nothing to enter. */
function hasOneServer({ provider, host }: Registry): boolean {
  const { serverParts, defaultServer } = providerFor(provider);
  return serverParts.length === 0 && defaultServer === host;
}

function usualKind(provider: ProviderId): CredentialKind {
  return providerFor(provider).credentialKinds[0] ?? 'password';
}
