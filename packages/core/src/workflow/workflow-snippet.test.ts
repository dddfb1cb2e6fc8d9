import { expect, test } from 'vitest';
import { InvalidInputError } from '../invalid-input-error.ts';
import { workflowSnippet, type WorkflowRegistry } from './workflow-snippet.ts';

const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

test('builds an image and pushes it with the token of the job', () => {
  const snippet = workflowSnippet({
    provider: 'ghcr',
    host: 'ghcr.io',
    credential: { kind: 'password', username: 'octocat' },
    repository: 'acme/api',
  });
  expect(snippet).toEqual({
    steps: `- run: docker build --tag "ghcr.io/acme/api:$GITHUB_SHA" .
- name: Log in and push
  uses: org/registry-action@v1
  with:
    registry: ghcr.io
    username: \${{ github.actor }}
    password: \${{ github.token }}
    images: ghcr.io/acme/api:\${{ github.sha }}
`,
    permissions: 'permissions:\n  contents: read\n  packages: write\n',
    secrets: [],
    variables: [],
  });
});

const logins: readonly (readonly [
  name: string,
  registry: WorkflowRegistry,
  lines: readonly string[],
])[] = [
  [
    'a role that is known',
    {
      provider: 'ecr',
      host: ECR,
      credential: { kind: 'aws-role', roleArn: 'arn:aws:iam::123456789012:role/push' },
    },
    ['role-to-assume: arn:aws:iam::123456789012:role/push', 'aws-region: eu-west-1'],
  ],
  [
    'nodes that log in by themselves',
    { provider: 'ecr', host: ECR, credential: { kind: 'node-role' } },
    ['role-to-assume: ${{ vars.AWS_ROLE }}', 'aws-region: eu-west-1'],
  ],
  [
    "Amazon's public registry",
    { provider: 'ecr-public', host: 'public.ecr.aws' },
    ['role-to-assume: ${{ vars.AWS_ROLE }}', 'aws-region: us-east-1'],
  ],
  [
    'access keys',
    { provider: 'ecr', host: ECR, credential: { kind: 'aws-keys', accessKeyId: 'AKIAEXAMPLE' } },
    [
      'username: AKIAEXAMPLE',
      'password: ${{ secrets.AWS_SECRET_ACCESS_KEY }}',
      'aws-region: eu-west-1',
    ],
  ],
  [
    'a Google identity without a service account',
    {
      provider: 'gar',
      host: 'europe-docker.pkg.dev',
      credential: {
        kind: 'google-federation',
        workloadIdentityProvider: 'projects/1/locations/global/workloadIdentityPools/a/providers/b',
      },
    },
    ['workload-identity-provider: projects/1/locations/global/workloadIdentityPools/a/providers/b'],
  ],
  [
    'a Google identity that may not be read',
    {
      provider: 'gar',
      host: 'europe-docker.pkg.dev',
      credential: { kind: 'google-federation' },
    },
    [
      'workload-identity-provider: ${{ vars.GOOGLE_WORKLOAD_IDENTITY_PROVIDER }}',
      'service-account: ${{ vars.GOOGLE_SERVICE_ACCOUNT }}',
    ],
  ],
  [
    "Google's key",
    { provider: 'gcr', host: 'eu.gcr.io', credential: { kind: 'google-key' } },
    ['password: ${{ secrets.GOOGLE_KEY }}'],
  ],
  [
    'an Azure identity',
    {
      provider: 'acr',
      host: 'acme.azurecr.io',
      credential: { kind: 'azure-federation', clientId: 'c', tenantId: 't' },
    },
    ['client-id: c', 'tenant-id: t'],
  ],
  [
    'a service principal',
    {
      provider: 'acr',
      host: 'acme.azurecr.io',
      credential: { kind: 'azure-service-principal', clientId: 'c' },
    },
    ['username: c', 'password: ${{ secrets.AZURE_CLIENT_SECRET }}'],
  ],
  [
    'a connection of Docker Hub',
    {
      provider: 'docker-hub',
      host: 'docker.io',
      credential: { kind: 'docker-hub-connection', organization: 'acme', connectionId: 'id' },
    },
    ['username: acme', 'connection-id: id'],
  ],
  [
    'a public registry',
    { provider: 'docker-hub', host: 'docker.io' },
    ['username: ${{ vars.DOCKER_HUB_USERNAME }}', 'password: ${{ secrets.DOCKER_HUB_PASSWORD }}'],
  ],
  [
    'an API key',
    { provider: 'icr', host: 'de.icr.io', credential: { kind: 'iam-api-key' } },
    ['password: ${{ secrets.IBM_CLOUD_API_KEY }}'],
  ],
  [
    'a host that does not tell its provider',
    {
      provider: 'harbor',
      host: 'harbor.example.com',
      credential: { kind: 'password', username: 'robot$payments+ci' },
    },
    ['provider: harbor', 'username: robot$payments+ci', 'password: ${{ secrets.HARBOR_PASSWORD }}'],
  ],
  [
    'a user name that GitHub would take for an expression',
    {
      provider: 'generic',
      host: 'registry.example.com:5000',
      credential: { kind: 'password', username: '${{ secrets.OTHER }}' },
      insecure: true,
    },
    [
      'username: ${{ vars.REGISTRY_USERNAME }}',
      'password: ${{ secrets.REGISTRY_PASSWORD }}',
      'insecure: true',
    ],
  ],
];

test.each(logins)('%s gives its own inputs', (_, registry, lines) => {
  const { steps } = workflowSnippet(registry);
  expect(steps).toBe(
    [
      '- name: Log in',
      '  uses: org/registry-action@v1',
      '  with:',
      `    registry: ${registry.host}`,
      ...lines.map(line => `    ${line}`),
      '',
    ].join('\n'),
  );
});

test.each(logins)('%s asks for no more than it needs', (_, registry, lines) => {
  const text = lines.join('\n');
  const { permissions, secrets, variables } = workflowSnippet(registry);
  const keyless = /^(?:role-to-assume|workload|tenant-id|connection-id)/m.test(text);
  expect(permissions.includes('id-token: write')).toBe(keyless);
  expect(secrets).toEqual([...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name));
  expect(variables).toEqual([...text.matchAll(/vars\.(\w+)/g)].map(([, name]) => name));
});

test('a certificate authority of its own goes along as it is', () => {
  const { steps } = workflowSnippet({
    provider: 'generic',
    host: 'registry.example.com',
    caCertificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  });
  expect(steps).toContain(
    '    ca-certificate: |\n      -----BEGIN CERTIFICATE-----\n      MIIB\n      -----END CERTIFICATE-----\n',
  );
});

test.each(['acme/$(id)', 'acme/a"b', 'acme api', 'Acme/api'])(
  'the repository "%s" never reaches a shell',
  repository => {
    expect(() => workflowSnippet({ provider: 'ghcr', host: 'ghcr.io', repository })).toThrow(
      InvalidInputError,
    );
  },
);

test('a tag of the repository is left out: each push has its own', () => {
  const { steps } = workflowSnippet({
    provider: 'docker-hub',
    host: 'docker.io',
    repository: 'acme/api:1',
  });
  expect(steps).toContain('images: docker.io/acme/api:${{ github.sha }}\n');
});
