import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registryList, registryNamed } from '../../dev/berth-answers.ts';
import { enter } from '../../dev/enter.ts';
import { checked, emptyBackend, notFound, showPage } from '../../dev/registries-page.tsx';

const CANARY = 'canary-5ecret';

function editing(changes: Parameters<typeof registryNamed>[1]) {
  const stored = registryNamed('main', { pullCredential: 'main', ...changes });
  return showPage('/main/edit', ({ method, path }) => {
    if (path.startsWith('/credentials/')) return notFound();
    if (path === '/credentials') return { items: [] };
    if (path === '/checks') return checked('OK');
    return method === 'GET' && path === '/registries' ? registryList([stored]) : stored;
  });
}

async function saved(requests: ReturnType<typeof showPage>['requests']) {
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/" is saved\.$/)).toBeInTheDocument();
  return requests.find(({ method }) => method === 'PUT')?.body;
}

test.each<[kind: string, changes: Parameters<typeof registryNamed>[1]]>([
  ['aws-keys', { provider: 'ecr', login: { kind: 'aws-keys' } }],
  ['google-key', { provider: 'gar', login: { kind: 'google-key', username: '_json_key' } }],
  ['iam-api-key', { provider: 'icr', login: { kind: 'iam-api-key', username: 'iamapikey' } }],
  ['azure-federation', { provider: 'acr', login: { kind: 'azure-federation' } }],
])(
  'who owns a registry, and not its credential of kind %s, changes its title',
  async (_, changes) => {
    const { requests } = editing(changes);
    await enter('Title (optional)', 'Main');
    expect(await screen.findByRole('button', { name: /Stored credential/ })).toHaveTextContent(
      'main, which you may not read',
    );
    expect(await saved(requests)).toMatchObject({ title: 'Main', pullCredential: 'main' });
  },
);

test('a login in place of one that cannot be read gets another name, and the owner', async () => {
  const { requests } = editing({ owner: 'group:default/platform', login: { kind: 'password' } });
  await userEvent.click(await screen.findByRole('button', { name: /^A credential .* Login$/ }));
  await userEvent.click(await screen.findByRole('option', { name: /^User name and password/ }));
  await enter('GitHub user name', 'acme-bot');
  await enter('Personal access token (classic)', CANARY);
  expect(await saved(requests)).toMatchObject({
    pullCredential: { name: 'main-2', password: CANARY, owner: 'group:default/platform' },
  });
});

test('the owner of a new registry owns its new credential', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await enter('GitHub user name', 'acme-bot');
  await enter('Personal access token (classic)', CANARY);
  await enter('Owner (optional)', 'group:platform');
  expect(await saved(requests)).toMatchObject({
    owner: 'group:default/platform',
    pullCredential: { name: 'ghcr', owner: 'group:default/platform' },
  });
});
