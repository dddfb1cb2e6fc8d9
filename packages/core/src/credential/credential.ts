import type { Secret } from '../secret.ts';

/** What is stored for a registry, a union by `kind`. Some kinds need no secret at all. */
export type Credential = StaticCredential | AwsKeysCredential | KeylessCredential;

/** The kinds that a registry takes as they are, without asking a cloud for a token first. */
export type StaticCredential =
  PasswordCredential | GoogleKeyCredential | AzureServicePrincipalCredential | IamApiKeyCredential;

/** The kinds that hold no secret. */
export type KeylessCredential =
  | AwsRoleCredential
  | GoogleFederationCredential
  | AzureFederationCredential
  | DockerHubConnectionCredential
  | NodeRoleCredential;

export type CredentialKind = Credential['kind'];

/** What every kind with a secret has. */
interface SecretBearing {
  /**
   * The canonical hosts that the secret was entered for; it goes to no other. Absent means that
   * nobody has said yet: whoever stores the credential binds it.
   */
  readonly hosts?: readonly string[];
  /** Only shown in lists and written to pull secrets; no registry reads it. */
  readonly email?: string;
}

/** A password, personal access token, robot token, deploy token or short-lived token. */
export interface PasswordCredential extends SecretBearing {
  readonly kind: 'password';
  /** May be left out where the provider has a fixed one. */
  readonly username?: string;
  readonly password: Secret;
}

/** The JSON key of a Google service account. */
export interface GoogleKeyCredential extends SecretBearing {
  readonly kind: 'google-key';
  /** The whole key file as JSON on one line. */
  readonly key: Secret;
  /** Read from the key. */
  readonly clientEmail: string;
}

/** An application of Microsoft Entra ID with a client secret. */
export interface AzureServicePrincipalCredential extends SecretBearing {
  readonly kind: 'azure-service-principal';
  /** The application (client) ID. */
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly tenantId?: string;
}

/** An API key of IBM Cloud IAM, of a service ID or a user. */
export interface IamApiKeyCredential extends SecretBearing {
  readonly kind: 'iam-api-key';
  readonly apiKey: Secret;
}

/** Access keys of an AWS user; traded for a registry token that lasts 12 hours. */
export interface AwsKeysCredential extends SecretBearing {
  readonly kind: 'aws-keys';
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Goes with temporary keys, whose ID begins with `ASIA`. */
  readonly sessionToken?: Secret;
  /** Read from the registry's host when absent. */
  readonly region?: string;
}

/** An AWS role that a workflow's or a service's OIDC token may assume. */
export interface AwsRoleCredential {
  readonly kind: 'aws-role';
  readonly roleArn: string;
  /** Read from the registry's host when absent. */
  readonly region?: string;
}

/** A workload identity provider of Google Cloud. */
export interface GoogleFederationCredential {
  readonly kind: 'google-federation';
  /** `projects/<number>/locations/global/workloadIdentityPools/<pool>/providers/<provider>` */
  readonly workloadIdentityProvider: string;
  /** Impersonated when given; else the federated identity itself has the rights. */
  readonly serviceAccount?: string;
}

/** An application of Microsoft Entra ID with a federated credential. */
export interface AzureFederationCredential {
  readonly kind: 'azure-federation';
  readonly clientId: string;
  readonly tenantId: string;
}

/** An OIDC connection of a Docker Hub organization. */
export interface DockerHubConnectionCredential {
  readonly kind: 'docker-hub-connection';
  readonly connectionId: string;
  readonly organization: string;
}

/** The cluster's nodes pull by their own role: nothing is stored and no pull secret is made. */
export interface NodeRoleCredential {
  readonly kind: 'node-role';
}
