import type { Provider, ProviderId } from './provider.ts';
import { canonicalHost } from './registry-host.ts';

/**
 * One row per provider, in the order in which a form shows them.
 *
 * Setup guides are kept apart, in `setupGuide`: a program that looks up a host does not carry them.
 */
export const providers: readonly Provider[] = [
  {
    id: 'docker-hub',
    title: 'Docker Hub',
    hosts: [/^docker\.io$/, /^dhi\.io$/],
    defaultServer: 'docker.io',
    serverParts: [],
    configKey: 'https://index.docker.io/v1/',
    credentialKinds: ['password', 'docker-hub-connection'],
    // From 300 to 3600 by choice.
    tokenLifetime: 300,
    keyless: 'docker-hub-connection',
    labels: {
      username: 'Docker ID',
      password: 'Password or access token',
      hint: 'An access token can be revoked without a change of the password. With the token of an organization the user name is the name of the organization.',
    },
    docs: 'https://docs.docker.com/security/access-tokens/',
    networkNotes: [
      'Docker Hub limits pulls: without a login by IP address, which everybody behind that address shares (100 in 6 hours when this was written); with a login by account. The headers of an answer tell the limit of today.',
    ],
  },
  {
    id: 'ghcr',
    title: 'GitHub Container Registry',
    hosts: [/^ghcr\.io$/],
    defaultServer: 'ghcr.io',
    serverParts: [],
    credentialKinds: ['password'],
    labels: {
      username: 'GitHub user name',
      password: 'Personal access token (classic)',
      hint: 'The token needs read:packages to pull and write:packages to push. Fine-grained tokens do not work. Inside a workflow use GITHUB_TOKEN.',
    },
    docs: 'https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry',
    networkNotes: [],
  },
  {
    id: 'gitlab',
    title: 'GitLab',
    // A GitLab of one's own is not recognised by its name.
    hosts: [/^registry\.gitlab\.com$/],
    defaultServer: 'registry.gitlab.com',
    serverParts: ['server'],
    credentialKinds: ['password'],
    labels: {
      username: 'User name or name of the deploy token',
      password: 'Deploy token or access token',
      hint: 'The token needs read_registry to pull, and write_registry as well to push.',
    },
    docs: 'https://docs.gitlab.com/user/packages/container_registry/authenticate_with_container_registry/',
    networkNotes: [],
  },
  {
    id: 'quay',
    title: 'Quay',
    hosts: [/^quay\.io$/],
    defaultServer: 'quay.io',
    serverParts: ['server'],
    credentialKinds: ['password'],
    labels: {
      username: 'Robot account (organization+robot)',
      password: 'Robot token',
      hint: 'A robot account survives when people leave.',
    },
    docs: 'https://docs.quay.io/glossary/robot-accounts.html',
    networkNotes: [],
  },
  {
    id: 'harbor',
    title: 'Harbor',
    hosts: [],
    serverParts: ['server'],
    credentialKinds: ['password'],
    labels: {
      username: 'Robot account (robot$project+name)',
      password: 'Robot secret',
      hint: 'Put the name in single quotes in a shell: "$" begins a variable there. People who sign in with OIDC use their CLI secret.',
    },
    docs: 'https://goharbor.io/docs/latest/working-with-projects/project-configuration/create-robot-accounts/',
    networkNotes: [],
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
    labels: {
      username: 'Access key ID',
      password: 'Secret access key',
      hint: 'A registry token lasts 12 hours, so keys or a role are stored and traded for it. Where the nodes of the cluster may pull by their own role, nothing needs to be stored.',
    },
    docs: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
    networkNotes: [
      'Without internet access the cluster needs VPC endpoints for ecr.api, ecr.dkr and S3, since layers come from S3.',
    ],
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
    labels: {
      username: 'Access key ID',
      password: 'Secret access key',
      hint: 'Pulling needs no credentials; a login raises the limit.',
    },
    docs: 'https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html',
    networkNotes: ['Tokens are given out in us-east-1 only, wherever the cluster is.'],
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
    labels: {
      username: 'User name (_json_key for a key file)',
      password: 'Service account key (the whole JSON file)',
      hint: 'Paste the file as it is: line breaks and quotes around it do no harm.',
    },
    docs: 'https://cloud.google.com/artifact-registry/docs/docker/authentication#json-key',
    networkNotes: [],
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
    labels: {
      username: 'User name (_json_key for a key file)',
      password: 'Service account key (the whole JSON file)',
      hint: 'Paste the file as it is: line breaks and quotes around it do no harm.',
    },
    docs: 'https://cloud.google.com/artifact-registry/docs/transition/setup-gcr-repo',
    networkNotes: [],
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
    labels: {
      username: 'Application (client) ID',
      password: 'Client secret',
      hint: 'The ID and the secret of a service principal with the role acrpull, or acrpush to push. A secret ends after a year unless chosen otherwise.',
    },
    docs: 'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-auth-service-principal',
    networkNotes: [
      'With a firewall, the data endpoints (<name>.<region>.data.azurecr.io) must be reachable beside the login server.',
    ],
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
    labels: {
      username: 'User name (iamapikey)',
      password: 'IAM API key',
      hint: 'Prefer the key of a service ID: the key of a person stops working when the person leaves. A key is shown once.',
    },
    docs: 'https://cloud.ibm.com/docs/Registry?topic=Registry-registry_access',
    networkNotes: [
      'Context-based restrictions with a network zone limit who reaches the registry; they need no change when addresses change.',
      'With public access switched off, use the private endpoint: private.us.icr.io for us.icr.io.',
      'Lists of allowed IP addresses go stale: the addresses of the registry can change, so read them from its API.',
    ],
  },
  {
    id: 'artifactory',
    title: 'JFrog Artifactory',
    hosts: [/^[a-z0-9-]+\.jfrog\.io$/],
    serverParts: ['server'],
    credentialKinds: ['password'],
    labels: {
      username: 'User name',
      password: 'Access token, identity token or password',
    },
    docs: 'https://jfrog.com/help/r/jfrog-artifactory-documentation/docker-registry',
    networkNotes: [],
  },
  {
    id: 'generic',
    title: 'Other registry',
    hosts: [],
    serverParts: ['server'],
    credentialKinds: ['password'],
    labels: {
      username: 'User name',
      password: 'Password, access token or API key',
      hint: 'Whatever works with docker login works here.',
    },
    docs: 'https://docs.docker.com/reference/cli/docker/login/',
    networkNotes: [],
  },
];

/**
 * Recognises the provider by the whole host; `generic` where none is.
 *
 * Quay, GitLab, Harbor and Artifactory on a host of one's own cannot be told by their name.
 */
export function findProvider(server: string): ProviderId {
  return providerOf(server).id;
}

/** The row of the provider that serves this host. */
export function providerOf(server: string): Provider {
  const host = canonicalHost(server).replace(/:443$/, '');
  const found = providers.find(row => row.hosts.some(pattern => pattern.test(host)));
  return found ?? providerFor('generic');
}

/** The row with this id. */
export function providerFor(id: ProviderId): Provider {
  const row = providers.find(row => row.id === id);
  if (row === undefined) throw new Error(`The table of providers has no row "${id}".`);
  return row;
}
