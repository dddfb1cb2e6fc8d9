import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registryList, registryNamed } from '../../dev/berth-answers.ts';
import { enter } from '../../dev/enter.ts';
import { checked, emptyBackend, notFound, showPage } from '../../dev/registries-page.tsx';

const CANARY = 'canary-5ecret';

test('a provider is chosen, checked and saved; the check says what was proven', async () => {
  const { requests } = showPage(
    '/-/new?provider=ghcr',
    emptyBackend(() => checked('INVALID')),
  );
  await enter('GitHub user name', 'octocat');
  await enter('Personal access token (classic)', CANARY);
  await userEvent.click(screen.getByRole('button', { name: 'Check' }));
  const steps = await screen.findByRole('list', { name: 'Steps of the check' });
  expect(
    within(steps)
      .getAllByRole('listitem')
      .map(item => item.textContent),
  ).toEqual(['The server is a registry: proven', 'The registry accepts the login: failed']);

  await userEvent.type(
    screen.getByLabelText('Why save it although the check failed?'),
    'The account is made on Monday.',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Save although the check failed' }));
  await screen.findByRole('link', { name: 'ghcr' });
  const saved = requests.find(({ method }) => method === 'PUT');
  expect(saved).toMatchObject({
    path: '/registries/ghcr',
    body: {
      provider: 'ghcr',
      reason: 'The account is made on Monday.',
      pullCredential: { name: 'ghcr', kind: 'password', username: 'octocat', password: CANARY },
    },
  });
  expect(saved?.headers.get('If-None-Match')).toBe('*');
});

test('what is wrong is told at its field, which gets the focus, and nothing is sent', async () => {
  const { requests } = showPage('/-/new?provider=ecr', notFound);
  await userEvent.type(await screen.findByLabelText('Account ID'), '12');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.getByLabelText('Account ID')).toHaveFocus());
  expect(screen.getByLabelText('Account ID')).toHaveAccessibleDescription(
    /Write the 12 digits of the account\.$/,
  );
  expect(requests).toEqual([]);
});

test('a login that is pasted fills the form, and is not left in sight', async () => {
  showPage('/-/new', notFound);
  const box = await screen.findByLabelText('Paste anything');
  await userEvent.click(box);
  await userEvent.paste(`docker login -u robot -p ${CANARY} quay.io`);
  expect(screen.getByRole('radio', { name: 'Quay' })).toBeChecked();
  expect(screen.getByLabelText('Robot account (organization+robot)')).toHaveValue('robot');
  expect(screen.getByLabelText('Robot token')).toHaveAttribute('type', 'password');
  expect(document.body.textContent).not.toContain(CANARY);
  expect(box).toHaveValue('');
});

test('a change says when the secret was entered, keeps it, and sends what it was read by', async () => {
  const registry = registryNamed('main', {
    pullCredential: 'main',
    login: { kind: 'password', username: 'octocat' },
  });
  const credential = {
    ...{ name: 'main', kind: 'password', hasSecret: true, username: 'octocat' },
    ...{ secretChangedAt: '2026-01-02T03:04:00Z', secretChangedBy: 'user:default/jane' },
    ...{ updatedAt: '2026-05-06T07:08:00Z', updatedBy: 'user:default/joe' },
  };
  const { requests } = showPage('/main/edit', ({ method, path }) => {
    if (path.startsWith('/credentials/')) return credential;
    if (method === 'GET' && path === '/registries') return registryList([registry]);
    return registry;
  });
  const secret = await screen.findByLabelText('Personal access token (classic)');
  expect(secret).toHaveValue('');
  expect(secret).toHaveAccessibleDescription(
    'Last changed 2 Jan 2026, 03:04 by user:default/jane. Leave it empty to keep it.',
  );
  await enter('Title (optional)', 'GitHub');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('link', { name: 'main' });
  const saved = requests.find(({ method }) => method === 'PUT');
  expect(saved?.headers.get('If-Match')).toBe('"1"');
  expect(saved?.body).toMatchObject({ title: 'GitHub', pullCredential: 'main' });
  // Nothing of how it logs in was changed: there is nothing to prove.
  expect(requests.filter(({ path }) => path === '/checks')).toEqual([]);
});

test('who came from another page of the portal is led back there by Cancel', async () => {
  showPage('/-/new?provider=ghcr&returnTo=%2Fcatalog%2Fregistry', notFound);
  expect(await screen.findByRole('link', { name: 'Cancel' })).toHaveAttribute(
    'href',
    '/catalog/registry',
  );
});

test('a link to the form leads to no other site', async () => {
  showPage('/-/new?provider=ghcr&returnTo=//evil.example', notFound);
  expect(await screen.findByRole('link', { name: 'Cancel' })).toHaveAttribute(
    'href',
    '/registries',
  );
});
