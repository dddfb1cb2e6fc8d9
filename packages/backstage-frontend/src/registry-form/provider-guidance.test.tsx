import { providers } from '@berth/core';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { notFound, showPage } from '../../dev/registries-page.tsx';
import { withoutClipboard } from '../../dev/without-clipboard.ts';
import { providerSummaries } from './provider-summary.ts';

const CANARY = 'canary-5ecret';

async function fill(label: string, text: string) {
  await userEvent.click(await screen.findByLabelText(label));
  await userEvent.paste(text);
}

const hints = () =>
  within(screen.getByRole('list', { name: 'Hints' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

test('each provider has its mark, and a line on when to choose it', async () => {
  showPage('/-/new', notFound);
  await screen.findByRole('radio', { name: 'Docker Hub' });
  for (const { id, title } of providers) {
    const radio = screen.getByRole('radio', { name: title });
    expect(radio).toHaveAccessibleDescription(providerSummaries[id]);
    expect(radio.parentElement?.querySelector('span')?.textContent).toMatch(/^[A-Z…]{1,3}$/);
  }
});

test('no provider is chosen unless somebody does, and nothing is asked for until then', async () => {
  showPage('/-/new', notFound);
  await screen.findByRole('radio', { name: 'Docker Hub' });
  expect(screen.getAllByRole('radio').filter(one => (one as HTMLInputElement).checked)).toEqual([]);
  expect(screen.queryByLabelText('Name')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: 'Quay' }));
  expect(screen.getByLabelText('Robot token')).toBeInTheDocument();
});

test('the provider to begin with can be configured', async () => {
  showPage('/-/new', notFound, { defaultProvider: 'ecr' });
  expect(await screen.findByRole('radio', { name: 'Amazon ECR' })).toBeChecked();
  expect(screen.getByLabelText('Account ID')).toBeInTheDocument();
});

test('a link may choose another one than the configuration', async () => {
  showPage('/-/new?provider=acr', notFound, { defaultProvider: 'ecr' });
  expect(await screen.findByRole('radio', { name: 'Azure Container Registry' })).toBeChecked();
});

test.each<[provider: string, asked: readonly string[], not: readonly string[]]>([
  ['docker-hub', ['Docker ID', 'Password or access token'], ['Server']],
  ['acr', ['Registry name', 'Application (client) ID', 'Client secret'], ['Server']],
  ['ecr', ['Account ID', 'Region', 'Access key ID', 'Secret access key'], ['Server']],
  ['icr', ['Region', 'IAM API key'], ['Server', 'User name']],
  ['gcr', ['Location', 'Service account key (the whole JSON file)'], ['Server', 'User name']],
  ['generic', ['Server', 'User name', 'Password, access token or API key'], ['Region']],
])('%s is asked only for what it needs', async (provider, asked, not) => {
  showPage(`/-/new?provider=${provider}`, notFound);
  await screen.findByLabelText(asked[0] ?? '');
  for (const label of asked) expect(screen.getByLabelText(label)).toBeInTheDocument();
  for (const label of not) expect(screen.queryByLabelText(label)).not.toBeInTheDocument();
});

test('of an Azure registry the name alone makes its server', async () => {
  showPage('/-/new?provider=acr', notFound);
  await fill('Registry name', 'acmeprod');
  expect(screen.getByText('Images are named acmeprod.azurecr.io/…')).toBeInTheDocument();
});

test('a private endpoint can be entered in place of a region', async () => {
  showPage('/-/new?provider=icr', notFound);
  await fill('Region', 'us');
  await userEvent.click(screen.getByRole('button', { name: 'Enter another server' }));
  expect(screen.getByLabelText('Server')).toHaveValue('us.icr.io');
  await userEvent.clear(screen.getByLabelText('Server'));
  await fill('Server', 'private.us.icr.io');
  expect(screen.getByText('Images are named private.us.icr.io/…')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Enter its parts' }));
  expect(screen.getByLabelText('Region')).toBeInTheDocument();
});

test.each<[provider: string, notes: readonly RegExp[]]>([
  [
    'icr',
    [
      /^Context-based restrictions with a network zone .* no change when addresses change\.$/,
      /^With public access switched off, use the private endpoint: private\.us\.icr\.io/,
      /^Lists of allowed IP addresses go stale/,
    ],
  ],
  ['ecr', [/VPC endpoints/]],
  ['acr', [/data endpoints/, /private endpoint/]],
  ['gar', [/Private Google Access/]],
  ['docker-hub', [/100 in 6 hours/]],
  ['harbor', [/^A registry in a network of your own .* berth\.network\.allow/]],
])('%s says what its network needs', async (provider, notes) => {
  showPage(`/-/new?provider=${provider}`, notFound);
  await screen.findByRole('heading', { name: /^Get a login for/ });
  for (const note of notes) expect(screen.getByText(note)).toBeInTheDocument();
});

test.each(['gcr', 'gar'])('%s lists what must be there before the first step', async provider => {
  showPage(`/-/new?provider=${provider}`, notFound);
  const needs = within(await screen.findByRole('list', { name: 'You need' }));
  expect(needs.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'An active Google Cloud account',
    'The ID of the project, which is not its name',
    'The API of the registry enabled in that project: step 1',
  ]);
});

test('the commands of the guide have what was entered in them, and can be copied', async () => {
  const user = userEvent.setup();
  showPage('/-/new?provider=gcr', notFound);
  await fill('Project ID', 'acme-images');
  await user.click(
    screen.getByRole('button', { name: 'Copy the command of "Create a service account"' }),
  );
  expect(await navigator.clipboard.readText()).toBe(
    'gcloud iam service-accounts create docker-reader --project=acme-images',
  );
  expect(await screen.findByText('Copied')).toHaveAttribute('role', 'status');
});

test('where the portal is served by plain HTTP, the guide says to select the command', async () => {
  const user = userEvent.setup();
  withoutClipboard();
  showPage('/-/new?provider=gcr', notFound);
  await fill('Project ID', 'acme-images');
  await user.click(
    screen.getByRole('button', { name: 'Copy the command of "Create a service account"' }),
  );
  expect(await screen.findByText('Not copied, select it')).toHaveAttribute('role', 'status');
});

test('a password of Docker Hub is less than a token', async () => {
  showPage('/-/new?provider=docker-hub', notFound);
  await fill('Docker ID', 'acme');
  await fill('Password or access token', CANARY);
  expect(hints()).toContain(
    'An access token is better than a password: it can be revoked by itself.',
  );
  await userEvent.clear(screen.getByLabelText('Password or access token'));
  await fill('Password or access token', 'dckr_oat_abc');
  expect(hints()).toEqual([
    'This is an organization access token of Docker Hub. The user name is the name of the organization.',
  ]);
});

test('a client ID of Azure that is no UUID is pointed out', async () => {
  showPage('/-/new?provider=acr', notFound);
  await fill('Application (client) ID', 'my-app');
  await fill('Client secret', CANARY);
  expect(hints()).toEqual([
    'The client ID is usually a UUID: the application (client) ID, not the name.',
  ]);
});

test.each([
  ['ghcr', 'GitHub user name', 'jane', 'the account of a machine user'],
  ['quay', 'Robot account (organization+robot)', 'jane', 'a robot account'],
  ['harbor', 'Robot account (robot$project+name)', 'jane', 'a robot account'],
  ['gitlab', 'User name or name of the deploy token', 'jane', 'a deploy token'],
  ['artifactory', 'User name', 'jane@acme.example', "an account that is no person's"],
])(
  'at %s a login that ends when somebody leaves is warned of',
  async (provider, label, name, instead) => {
    showPage(`/-/new?provider=${provider}`, notFound);
    await fill(label, name);
    expect(hints()).toEqual([
      `"${name}" may be a person's account: the login ends when that person leaves. Better use ${instead}.`,
    ]);
  },
);

test.each([
  ['quay', 'Robot account (organization+robot)', 'acme+ci'],
  ['harbor', 'Robot account (robot$project+name)', 'robot$ci'],
  ['generic', 'User name', 'puller'],
])('at %s the account "%s" %s is nobody’s', async (provider, label, name) => {
  showPage(`/-/new?provider=${provider}`, notFound);
  await fill(label, name);
  expect(screen.queryByRole('list', { name: 'Hints' })).not.toBeInTheDocument();
});

test('a key of IBM Cloud is better not a person’s, and is shown once', async () => {
  showPage('/-/new?provider=icr', notFound);
  expect(await screen.findByLabelText('IAM API key')).toHaveAccessibleDescription(
    /^Prefer the key of a service ID.* A key is shown once\. .*record it now/,
  );
});

test('a token that was pasted before the provider was chosen is kept, and hidden', async () => {
  showPage('/-/new', notFound);
  await userEvent.click(await screen.findByLabelText('Paste anything'));
  await userEvent.paste(CANARY);
  expect(screen.getByRole('status')).toHaveTextContent(/Now choose the provider that it is for\.$/);
  await userEvent.click(screen.getByRole('radio', { name: 'Quay' }));
  expect(screen.getByLabelText('Robot token')).toHaveValue(CANARY);
  expect(document.body.textContent).not.toContain(CANARY);
});
