import { describe, expect, test } from 'vitest';
import type { ProviderId } from '../provider/provider.ts';
import { providers } from '../provider/providers.ts';
import { setupGuide, setupParameters } from './setup-guide.ts';

const commandsOf = (provider: ProviderId, parameters: Record<string, string>): string[] =>
  setupGuide(provider, parameters).flatMap(step => step.commands);

test.each(['gcr', 'gar'] as const)(
  '%s grants reading to a service account with a key',
  provider => {
    const commands = commandsOf(provider, {
      projectId: 'my-project',
      serviceAccount: 'kalix-docker-reader',
      location: 'us',
    }).join('\n');

    expect(commands).toContain('gcloud iam service-accounts create kalix-docker-reader');
    expect(commands).toContain(
      'gcloud projects add-iam-policy-binding my-project --member=serviceAccount:kalix-docker-reader@my-project.iam.gserviceaccount.com --role=roles/artifactregistry.reader',
    );
    expect(commands.includes('--role=roles/storage.objectViewer')).toBe(provider === 'gcr');
    expect(commands).toContain('gcloud iam service-accounts keys create keyfile.json');
    expect(commands).toContain('docker login --username _json_key --password-stdin https://us');
  },
);

test('gar can grant one repository only', () => {
  const parameters = {
    projectId: 'my-project',
    location: 'us',
    repository: 'apps',
    purpose: 'push',
  };

  expect(commandsOf('gar', parameters)[2]).toBe(
    'gcloud artifacts repositories add-iam-policy-binding apps --location=us --project=my-project --member=serviceAccount:docker-reader@my-project.iam.gserviceaccount.com --role=roles/artifactregistry.writer',
  );
});

test.each([
  ['pull', 'acrpull'],
  ['push', 'acrpush'],
])('acr makes a service principal to %s', (purpose, role) => {
  expect(commandsOf('acr', { registryName: 'acme1-a1b2', purpose })).toEqual([
    'ACR_REGISTRY_ID=$(az acr show --name acme1 --query id --output tsv)',
    `az ad sp create-for-rbac --name registry-reader --scopes "$ACR_REGISTRY_ID" --role ${role}`,
    'az ad sp list --display-name registry-reader --query "[].appId" --output tsv',
    'ACR_SERVER=$(az acr show --name acme1 --query loginServer --output tsv)',
    'ACR_USER=$(az ad sp list --display-name registry-reader --query "[0].appId" --output tsv)',
    'docker login --username "$ACR_USER" "$ACR_SERVER"',
  ]);
});

test('icr prefers a service ID, restricted to a namespace and to pulling', () => {
  const steps = setupGuide('icr', { namespace: 'apps' });

  expect(steps[0]?.text).toMatch(/The key of a person stops working when that person leaves/);
  expect(steps.flatMap(step => step.commands).slice(0, 3)).toEqual([
    "ibmcloud iam service-id-create registry-reader --description 'Access to images'",
    'ibmcloud iam service-policy-create registry-reader --service-name container-registry --region us-south --roles Reader --resource-type namespace --resource apps',
    "ibmcloud iam service-api-key-create registry-reader-key registry-reader --description 'Access to images' --file key_file.json",
  ]);
  expect(steps.at(-1)?.text).toMatch(/^The server is us\.icr\.io, the user name iamapikey/);
});

test('icr can make the key of a user, which is shown once', () => {
  const steps = setupGuide('icr', { owner: 'user', name: 'cli', region: 'global' });

  expect(steps[0]?.commands).toEqual([
    "ibmcloud iam api-key-create cli-key -d 'Access to images' --file key_file.json",
  ]);
  expect(steps[0]?.text).toMatch(/shown once/);
  expect(steps.at(-1)?.text).toMatch(/^The server is icr\.io,/);
});

const ECR = { accountId: '123456789012', region: 'eu-central-1' };

test.each([
  [{}, 'AmazonEC2ContainerRegistryReadOnly', 'aws'],
  [{ purpose: 'push' }, 'AmazonEC2ContainerRegistryPowerUser', 'aws'],
  [{ region: 'cn-north-1' }, 'AmazonEC2ContainerRegistryReadOnly', 'aws-cn'],
])('ecr attaches a small policy to a user: %j', (parameters, policy, partition) => {
  const steps = setupGuide('ecr', { ...ECR, ...parameters });

  expect(steps[1]?.commands).toEqual([
    `aws iam attach-user-policy --user-name registry-reader --policy-arn arn:${partition}:iam::aws:policy/${policy}`,
  ]);
  expect(steps[1]?.text).toMatch(/AmazonEC2ContainerRegistryFullAccess/);
  expect(steps[2]?.commands).toEqual(['aws iam create-access-key --user-name registry-reader']);
});

test('ecr can allow one repository only', () => {
  const [, grant] = setupGuide('ecr', { ...ECR, repository: 'team/app' });
  const document = /--policy-document '(.*)'$/.exec(grant?.commands[0] ?? '')?.[1] ?? '';

  expect(JSON.parse(document)).toMatchObject({
    Statement: [
      { Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetDownloadUrlForLayer',
        ],
        Resource: 'arn:aws:ecr:eu-central-1:123456789012:repository/team/app',
      },
    ],
  });
});

test('ecr with the role of the nodes stores nothing', () => {
  expect(setupGuide('ecr', { ...ECR, method: 'node-role', roleName: 'nodes' })).toMatchObject([
    {
      text: expect.stringContaining('no key is stored, and no pull secret is made') as string,
      commands: [
        'aws iam attach-role-policy --role-name nodes --policy-arn arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly',
      ],
    },
  ]);
});

test.each([
  ['docker-hub', { username: 'ada' }, 'docker login --username ada docker.io'],
  ['ghcr', { username: 'ada' }, 'docker login --username ada ghcr.io'],
  ['gitlab', { username: 'token-1' }, 'docker login --username token-1 registry.gitlab.com'],
  ['quay', { organization: 'acme' }, 'docker login --username acme+reader quay.io'],
  [
    'harbor',
    { server: 'harbor.example.com', project: 'acme' },
    "docker login --username 'robot$acme+reader' harbor.example.com",
  ],
  [
    'generic',
    { server: 'Registry.example.com:5000', username: "o'neil;reboot" },
    "docker login --username 'o'\\''neil;reboot' registry.example.com:5000",
  ],
] as const)('%s ends with a login', (provider, parameters, command) => {
  expect(commandsOf(provider, parameters)).toEqual([command]);
});

describe('setupGuide refuses', () => {
  test.each([
    [
      'acr',
      {},
      'registryName',
      'The setup guide needs "registryName". Write the name of the registry, 5 to 50 letters and digits.',
    ],
    ['acr', { registryName: '' }, 'registryName', 'The setup guide needs "registryName".'],
    [
      'acr',
      { registryName: 'acme; rm -rf ~' },
      'registryName',
      'Invalid "registryName" "acme; rm -rf ~": it does not have the right form.',
    ],
    ['acr', { registryName: '—name' }, 'registryName', 'Invalid "registryName" "—name"'],
    [
      'acr',
      { registryname: 'acme1' },
      'registryname',
      'The setup guide does not know "registryname". Did you mean "registryName"?',
    ],
    [
      'acr',
      { registryName: 'acme1', purpose: 'delete' },
      'purpose',
      'Invalid "purpose" "delete": it does not have the right form. Use pull or push.',
    ],
    [
      'acr',
      JSON.parse('{"__proto__":"x"}') as Record<string, string>,
      '__proto__',
      'The setup guide does not know "__proto__".',
    ],
    ['acr', { constructor: 'x' }, 'constructor', 'The setup guide does not know "constructor".'],
    ['gcr', { projectId: '$(reboot)' }, 'projectId', 'Invalid "projectId" "$(reboot)"'],
    ['ghcr', { username: '--help' }, 'username', 'Invalid "username" "--help"'],
    [
      'ghcr',
      { username: 'a:b' },
      'username',
      'Invalid "username" "a:b": it does not have the right form. Write the user name without spaces and ":".',
    ],
    ['ghcr', { username: 'ada\nreboot' }, 'username', 'Invalid "username" "ada\\nreboot"'],
    ['generic', { server: 'r.io:99999', username: 'ada' }, 'server', '"99999" is not a port'],
    ['harbor', { server: 'a.b/`x`', project: 'x' }, 'server', 'Invalid "server" "a.b/`x`"'],
    [
      'quay',
      { organization: '<organization>' },
      'organization',
      'Invalid "organization" "<organization>"',
    ],
    [
      'icr',
      { region: 'us' },
      'region',
      'Invalid "region" "us": it does not have the right form. Use global or one of: au-syd',
    ],
  ] as const)('%s %j', (provider, parameters, field, message) => {
    expect(() => setupGuide(provider, parameters)).toThrow(
      expect.objectContaining({
        name: 'InvalidInputError',
        field,
        message: expect.stringContaining(message) as string,
      }),
    );
  });
});

test('every provider has a guide whose fallbacks have the right form', () => {
  for (const { id } of providers) {
    for (const { format, fallback } of Object.values(setupParameters(id))) {
      if (fallback !== undefined) expect(fallback).toMatch(format.pattern);
    }
  }
});
