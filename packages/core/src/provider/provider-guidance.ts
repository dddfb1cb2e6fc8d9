import type { ProviderGuidance, ProviderId } from './provider.ts';

/** What a form says about each provider. How to make a credential there is in `setupGuide`. */
export const providerGuidance: Readonly<Record<ProviderId, ProviderGuidance>> = {
  'docker-hub': {
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
  ghcr: {
    labels: {
      username: 'GitHub user name',
      password: 'Personal access token (classic)',
      hint: 'The token needs read:packages to pull and write:packages to push. Fine-grained tokens do not work. Inside a workflow use GITHUB_TOKEN.',
    },
    docs: 'https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry',
    networkNotes: [],
  },
  gitlab: {
    labels: {
      username: 'User name or name of the deploy token',
      password: 'Deploy token or access token',
      hint: 'The token needs read_registry to pull, and write_registry as well to push.',
    },
    docs: 'https://docs.gitlab.com/user/packages/container_registry/authenticate_with_container_registry/',
    networkNotes: [],
  },
  quay: {
    labels: {
      username: 'Robot account (organization+robot)',
      password: 'Robot token',
      hint: 'A robot account survives when people leave.',
    },
    docs: 'https://docs.quay.io/glossary/robot-accounts.html',
    networkNotes: [],
  },
  harbor: {
    labels: {
      username: 'Robot account (robot$project+name)',
      password: 'Robot secret',
      hint: 'Put the name in single quotes in a shell: "$" begins a variable there. People who sign in with OIDC use their CLI secret.',
    },
    docs: 'https://goharbor.io/docs/latest/working-with-projects/project-configuration/create-robot-accounts/',
    networkNotes: [],
  },
  ecr: {
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
  'ecr-public': {
    labels: {
      username: 'Access key ID',
      password: 'Secret access key',
      hint: 'Pulling needs no credentials; a login raises the limit.',
    },
    docs: 'https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html',
    networkNotes: ['Tokens are given out in us-east-1 only, wherever the cluster is.'],
  },
  gar: {
    labels: {
      username: 'User name (_json_key for a key file)',
      password: 'Service account key (the whole JSON file)',
      hint: 'Paste the file as it is: line breaks and quotes around it do no harm.',
    },
    docs: 'https://cloud.google.com/artifact-registry/docs/docker/authentication#json-key',
    networkNotes: [
      'Nodes without an external address reach it by Private Google Access; VPC Service Controls limit who else does.',
    ],
  },
  gcr: {
    labels: {
      username: 'User name (_json_key for a key file)',
      password: 'Service account key (the whole JSON file)',
      hint: 'Paste the file as it is: line breaks and quotes around it do no harm.',
    },
    docs: 'https://cloud.google.com/artifact-registry/docs/transition/setup-gcr-repo',
    networkNotes: [
      'Nodes without an external address reach it by Private Google Access; VPC Service Controls limit who else does.',
    ],
  },
  acr: {
    labels: {
      username: 'Application (client) ID',
      password: 'Client secret',
      hint: 'The ID and the secret of a service principal with the role acrpull, or acrpush to push. A secret ends after a year unless chosen otherwise.',
    },
    docs: 'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-auth-service-principal',
    networkNotes: [
      'With a firewall, the data endpoints (<name>.<region>.data.azurecr.io) must be reachable beside the login server.',
      'With public access switched off, clusters and this portal need a private endpoint for the registry and its data.',
    ],
  },
  icr: {
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
  artifactory: {
    labels: {
      username: 'User name',
      password: 'Access token, identity token or password',
    },
    docs: 'https://jfrog.com/help/r/jfrog-artifactory-documentation/docker-registry',
    networkNotes: [],
  },
  generic: {
    labels: {
      username: 'User name',
      password: 'Password, access token or API key',
      hint: 'Whatever works with docker login works here.',
    },
    docs: 'https://docs.docker.com/reference/cli/docker/login/',
    networkNotes: [],
  },
};
