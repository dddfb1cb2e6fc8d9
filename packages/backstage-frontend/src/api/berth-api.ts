import type {
  Check,
  CheckInput,
  Credential,
  CredentialInput,
  CredentialList,
  DraftCheckInput,
  EffectiveRegistry,
  EnvironmentList,
  EventList,
  operations,
  PullSecretExport,
  PullSecretExportInput,
  Registry,
  RegistryDeletion,
  RegistryInput,
  RegistryList,
  Selection,
  SelectionInput,
  StatusHistory,
  UsageList,
} from '@berth/backstage-plugin-berth-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

export type CredentialQuery = NonNullable<operations['listCredentials']['parameters']['query']>;
export type RegistryQuery = NonNullable<operations['listRegistries']['parameters']['query']>;
export type EventQuery = NonNullable<operations['listEvents']['parameters']['query']>;

/** Which page of a list. */
export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

/** An entry as it was read, with what proves later that it is still the same. */
export interface Versioned<Entry> {
  readonly entry: Entry;
  readonly etag: string;
}

export interface ForceOption {
  /** Even if apps would be cut off, which is refused with 409 otherwise. */
  readonly force: boolean;
}

export interface RegistryDeletionOptions {
  readonly etag: string;
  /** Even if apps use it. */
  readonly force: boolean;
  readonly deleteCredential: boolean;
}

/** Whom an action is about; nobody for `registry.create` and its like. */
export interface PermissionSubject {
  readonly registry?: string;
  readonly credential?: string;
  /** Its full entity reference. */
  readonly app?: string;
}

/** Which choice of an app is meant. */
export interface SelectionKey {
  /** Its full entity reference. */
  readonly app: string;
  /** `*` for all. */
  readonly environment: string;
}

/** What the pages ask of Berth. Every call throws `BerthRequestError` where it is refused. */
export interface BerthApi {
  listRegistries(query: RegistryQuery, signal?: AbortSignal): Promise<RegistryList>;
  getRegistry(name: string): Promise<Versioned<Registry>>;
  /** Refused with 412 where there is one of this name already. */
  createRegistry(name: string, input: RegistryInput, options: ForceOption): Promise<Registry>;
  /** Refused with 412 where somebody else has changed it meanwhile. */
  updateRegistry(
    name: string,
    input: RegistryInput,
    etag: string,
    options: ForceOption,
  ): Promise<Registry>;
  listCredentials(query: CredentialQuery, signal?: AbortSignal): Promise<CredentialList>;
  /** Refused with 409 where others use it, unless by force, and for the default among others. */
  deleteRegistry(name: string, options: RegistryDeletionOptions): Promise<RegistryDeletion>;
  getDefaultRegistry(): Promise<Versioned<Registry>>;
  /** @param etag of the default registry that it replaces. */
  setDefaultRegistry(name: string, etag: string, options: ForceOption): Promise<Registry>;
  listStatusHistory(registry: string, page: PageQuery): Promise<StatusHistory>;
  listUsages(registry: string, page: PageQuery): Promise<UsageList>;
  listEvents(query: EventQuery): Promise<EventList>;
  /** The one answer that holds a secret. */
  exportPullSecret(registry: string, input: PullSecretExportInput): Promise<PullSecretExport>;
  getCredential(name: string): Promise<Credential>;
  getVersionedCredential(name: string): Promise<Versioned<Credential>>;
  /** Refused with 412 where somebody else has changed it meanwhile. */
  updateCredential(name: string, input: CredentialInput, etag: string): Promise<Credential>;
  /** Refused with 409 while registries use it. */
  deleteCredential(name: string, etag: string): Promise<void>;
  /** Proves the stored login now; a check that fails is an answer like another. */
  checkRegistry(name: string, input: CheckInput): Promise<Check>;
  /** Proves a login before it is saved; a check that fails is an answer like another. */
  checkDraft(input: DraftCheckInput, signal?: AbortSignal): Promise<Check>;
  /** What the caller may do, by the permissions' names without `berth.`. */
  listPermittedActions(subject: PermissionSubject): Promise<readonly string[]>;
  /** @param app its full entity reference. */
  getEffectiveRegistry(app: string, environment?: string): Promise<EffectiveRegistry>;
  /** Those that the portal's configuration or any selection names. */
  listEnvironments(): Promise<EnvironmentList>;
  listSelections(app: string): Promise<readonly Selection[]>;
  /** `undefined` where nothing is chosen. */
  getSelection(key: SelectionKey): Promise<Versioned<Selection> | undefined>;
  /**
   * Refused with 412 where somebody else has changed it meanwhile, or has chosen where there was
   * nothing.
   *
   * @param etag of what it replaces; absent where nothing was chosen.
   */
  putSelection(
    key: SelectionKey,
    input: SelectionInput,
    etag: string | undefined,
  ): Promise<Selection>;
  /** Refused with 412 where somebody else has changed it meanwhile. */
  deleteSelection(key: SelectionKey, etag: string): Promise<void>;
}

export const berthApiRef = createApiRef<BerthApi>().with({
  id: 'plugin.berth.api',
  pluginId: 'berth',
});
