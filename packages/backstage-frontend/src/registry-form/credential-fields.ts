import { providers, type CredentialKind, type ProviderId } from '@berth/core';

export interface CredentialField {
  readonly name: string;
  readonly label: string;
  readonly isSecret?: boolean;
  readonly isOptional?: boolean;
  /** A document of several lines. */
  readonly isLong?: boolean;
}

/** The kinds as a form offers them, with when to choose each. */
export const kindTitles: Readonly<
  Record<CredentialKind | 'none', readonly [title: string, when: string]>
> = {
  password: ['User name and password or token', 'Whatever docker login takes'],
  'google-key': ['Service account key', 'The JSON file of a service account'],
  'azure-service-principal': ['Service principal', 'An application with a client secret'],
  'iam-api-key': ['IAM API key', 'Of a service ID, or of a person'],
  'aws-keys': ['Access keys', 'Of an IAM user; Berth trades them for tokens'],
  'aws-role': ['AWS role', 'For workflows: nothing secret is stored'],
  'google-federation': ['Workload identity', 'For workflows: nothing secret is stored'],
  'azure-federation': ['Federated application', 'For workflows: nothing secret is stored'],
  'docker-hub-connection': ['OIDC connection', 'For workflows: nothing secret is stored'],
  'node-role': ['Role of the nodes', 'The cluster pulls by itself: no pull secret'],
  none: ['None, public', 'Images that everybody may pull'],
};

/** What a form asks for, by the vendor's own names where the kind is its usual one. */
export function credentialFields(
  provider: ProviderId,
  kind: CredentialKind | 'none',
): readonly CredentialField[] {
  const { labels, isUsual, hasFixedUsername } = about(provider, kind);
  const label = (vendors: string, plain: string) => (isUsual ? vendors : plain);
  switch (kind) {
    case 'password':
      return [
        ...(hasFixedUsername
          ? []
          : [{ name: 'username', label: label(labels.username, 'User name') }]),
        { name: 'password', label: label(labels.password, 'Password or token'), isSecret: true },
      ];
    case 'google-key':
      return [{ name: 'key', label: labels.password, isSecret: true, isLong: true }];
    case 'azure-service-principal':
      return [
        { name: 'clientId', label: label(labels.username, 'Application (client) ID') },
        { name: 'clientSecret', label: label(labels.password, 'Client secret'), isSecret: true },
        { name: 'tenantId', label: 'Tenant ID', isOptional: true },
      ];
    case 'iam-api-key':
      return [{ name: 'apiKey', label: label(labels.password, 'IAM API key'), isSecret: true }];
    case 'aws-keys':
      return [
        { name: 'accessKeyId', label: label(labels.username, 'Access key ID') },
        {
          name: 'secretAccessKey',
          label: label(labels.password, 'Secret access key'),
          isSecret: true,
        },
        { name: 'sessionToken', label: 'Session token', isSecret: true, isOptional: true },
      ];
    case 'aws-role':
      return [{ name: 'roleArn', label: 'ARN of the role' }];
    case 'google-federation':
      return [
        { name: 'workloadIdentityProvider', label: 'Workload identity provider' },
        { name: 'serviceAccount', label: 'Service account', isOptional: true },
      ];
    case 'azure-federation':
      return [
        { name: 'clientId', label: 'Application (client) ID' },
        { name: 'tenantId', label: 'Tenant ID' },
      ];
    case 'docker-hub-connection':
      return [
        { name: 'connectionId', label: 'Connection ID' },
        { name: 'organization', label: 'Organization' },
      ];
    case 'node-role':
    case 'none':
      return [];
  }
}

/** The secret that a kind cannot do without. */
export function mainSecret(kind: CredentialKind | 'none'): string | undefined {
  return credentialFields('generic', kind).find(field => field.isSecret && !field.isOptional)?.name;
}

/** Whether a field of any kind is a secret, by its name in the contract. */
export function isSecretField(name: string): boolean {
  return SECRETS.has(name);
}

function about(provider: ProviderId, kind: CredentialKind | 'none') {
  const row = providers.find(({ id }) => id === provider);
  if (row === undefined) throw new Error(`The table of providers has no row "${provider}".`);
  return {
    labels: row.labels,
    isUsual: row.credentialKinds[0] === kind,
    hasFixedUsername: row.fixedUsername !== undefined,
  };
}

const SECRETS = new Set(
  (Object.keys(kindTitles) as (CredentialKind | 'none')[])
    .flatMap(kind => credentialFields('generic', kind))
    .filter(({ isSecret }) => isSecret)
    .map(({ name }) => name),
);
