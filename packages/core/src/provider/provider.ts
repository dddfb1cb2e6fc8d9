import type { CredentialKind } from '../credential/credential.ts';

/** The kind of registry. The list is closed; every other registry is `generic`. */
export type ProviderId =
  | 'docker-hub'
  | 'ghcr'
  | 'gitlab'
  | 'quay'
  | 'harbor'
  | 'ecr'
  | 'ecr-public'
  | 'gar'
  | 'gcr'
  | 'acr'
  | 'icr'
  | 'artifactory'
  | 'generic';

/** What is known about one kind of registry. */
export interface Provider extends ProviderRow, ProviderGuidance {}

/** What programs decide by. */
export interface ProviderRow {
  readonly id: ProviderId;
  readonly title: string;
  /** Anchored patterns of canonical hosts; none where the host is the owner's choice. */
  readonly hosts: readonly RegExp[];
  /** The server that is meant when nothing is entered. */
  readonly defaultServer?: string;
  /** What a form asks for instead of the whole server; `serverFor` joins it. */
  readonly serverParts: readonly ServerPart[];
  /** The key in a Docker config where it is not the host itself. */
  readonly configKey?: string;
  /** The user name that goes with every bare password; see `fixedUsername` for Google's. */
  readonly fixedUsername?: string;
  /** What can be stored for it; the first is the usual one. */
  readonly credentialKinds: readonly CredentialKind[];
  /** Seconds for which a login lasts after an exchange. Absent: passwords only, no exchange. */
  readonly tokenLifetime?: number;
  /** The kind that logs in from a workflow without a stored secret. */
  readonly keyless?: CredentialKind;
}

/** What a form says. */
export interface ProviderGuidance {
  readonly labels: CredentialLabels;
  /** The vendor's page about logging in. */
  readonly docs: string;
  /** What to know where the network between cluster and registry is restricted or limited. */
  readonly networkNotes: readonly string[];
}

export type ServerPart = 'accountId' | 'region' | 'location' | 'registryName' | 'server';

/** What the two fields are called by the vendor. */
export interface CredentialLabels {
  readonly username: string;
  readonly password: string;
  readonly hint?: string;
}
