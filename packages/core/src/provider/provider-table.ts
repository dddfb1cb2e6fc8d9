import type { ProviderRow } from './provider.ts';

/**
 * What programs decide by: one row per provider, in the order in which a form shows them.
 *
 * What people read about them is in `provider-guidance.ts`: a program that looks up a host does not
 * carry it.
 */
export const providerTable: readonly ProviderRow[] = [
  {
    id: 'docker-hub',
    title: 'Docker Hub',
    hosts: [/^docker\.io$/, /^dhi\.io$/],
    defaultServer: 'docker.io',
    serverParts: [],
    configKey: 'https://index.docker.io/v1/',
    credentialKinds: ['password', 'docker-hub-connection'],
    // As Berth asks for it, the most there is; Docker's default is 300.
    tokenLifetime: 3_600,
    keyless: 'docker-hub-connection',
  },
  {
    id: 'ghcr',
    title: 'GitHub Container Registry',
    hosts: [/^ghcr\.io$/],
    defaultServer: 'ghcr.io',
    serverParts: [],
    credentialKinds: ['password'],
  },
  {
    id: 'gitlab',
    title: 'GitLab',
    // A GitLab of one's own is not recognised by its name.
    hosts: [/^registry\.gitlab\.com$/],
    defaultServer: 'registry.gitlab.com',
    serverParts: ['server'],
    credentialKinds: ['password'],
  },
  {
    id: 'quay',
    title: 'Quay',
    hosts: [/^quay\.io$/],
    defaultServer: 'quay.io',
    serverParts: ['server'],
    credentialKinds: ['password'],
  },
  {
    id: 'harbor',
    title: 'Harbor',
    hosts: [],
    serverParts: ['server'],
    credentialKinds: ['password'],
  },
  {
    id: 'ecr',
    title: 'Amazon ECR',
    hosts: [
      /^\d{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9][a-z0-9_-]*\.(?:amazonaws\.(?:com(?:\.cn)?|eu)|on\.(?:aws|amazonwebservices\.com\.cn)|sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/,
    ],
    serverParts: ['accountId', 'region'],
    fixedUsername: 'AWS',
    credentialKinds: ['aws-keys', 'aws-role', 'node-role', 'password'],
    tokenLifetime: 43_200,
    keyless: 'aws-role',
  },
  {
    id: 'ecr-public',
    title: 'Amazon ECR Public',
    hosts: [/^public\.ecr\.aws$/, /^ecr-public\.aws\.com$/],
    defaultServer: 'public.ecr.aws',
    serverParts: [],
    fixedUsername: 'AWS',
    credentialKinds: ['aws-keys', 'aws-role', 'password'],
    tokenLifetime: 43_200,
    keyless: 'aws-role',
  },
  {
    id: 'gar',
    title: 'Google Artifact Registry',
    hosts: [
      /^[a-z0-9-]+-docker\.pkg\.dev$/,
      /^docker\.[a-z0-9-]+\.rep\.pkg\.dev$/,
      /^docker\.s3nsregistry\.fr$/,
    ],
    serverParts: ['location'],
    credentialKinds: ['google-key', 'google-federation', 'node-role', 'password'],
    tokenLifetime: 3_600,
    keyless: 'google-federation',
  },
  {
    id: 'gcr',
    title: 'Google Container Registry',
    hosts: [/^(?:(?:us|eu|asia|marketplace)\.)?gcr\.io$/],
    defaultServer: 'gcr.io',
    serverParts: ['location'],
    credentialKinds: ['google-key', 'google-federation', 'node-role', 'password'],
    tokenLifetime: 3_600,
    keyless: 'google-federation',
  },
  {
    id: 'acr',
    title: 'Azure Container Registry',
    hosts: [
      // The dash belongs to names with a label hash (`name-hash.azurecr.io`).
      /^[a-z0-9-]+\.azurecr\.(?:io|cn|us|de)$/,
      /^[a-z0-9-]+\.[a-z0-9]+\.geo\.azurecr\.(?:io|cn|us|de)$/,
    ],
    serverParts: ['registryName'],
    credentialKinds: ['azure-service-principal', 'azure-federation', 'node-role', 'password'],
    tokenLifetime: 10_800,
    keyless: 'azure-federation',
  },
  {
    id: 'icr',
    title: 'IBM Cloud Container Registry',
    hosts: [
      /^(?:private\.)?(?:(?:au|br|ca|ca2|de|es|uk|in|in2|jp|jp2|us)\.)?icr\.io$/,
      /^registry(?:\.(?:ng|au-syd|eu-de|eu-gb))?\.bluemix\.net$/,
    ],
    defaultServer: 'icr.io',
    serverParts: ['region'],
    fixedUsername: 'iamapikey',
    credentialKinds: ['iam-api-key', 'password'],
  },
  {
    id: 'artifactory',
    title: 'JFrog Artifactory',
    hosts: [/^[a-z0-9-]+\.jfrog\.io$/],
    serverParts: ['server'],
    credentialKinds: ['password'],
  },
  {
    id: 'generic',
    title: 'Other registry',
    hosts: [],
    serverParts: ['server'],
    credentialKinds: ['password'],
  },
];
