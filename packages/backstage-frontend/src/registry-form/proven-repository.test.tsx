import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registryList, registryNamed } from '../../dev/berth-answers.ts';
import { checked, emptyBackend, showPage } from '../../dev/registries-page.tsx';

async function fillIn(label: string, text: string) {
  await userEvent.click(await screen.findByLabelText(label));
  await userEvent.paste(text);
}

/** Saves a new registry; the bodies of the checks of what is stored then. */
async function checksAfterSave(repository: string, code: 'OK' | 'INVALID') {
  const { requests } = showPage(
    '/-/new?provider=ghcr',
    emptyBackend(() => checked(code)),
  );
  await fillIn('GitHub user name', 'acme-bot');
  await fillIn('Personal access token (classic)', 'canary-5ecret');
  if (repository !== '') await fillIn('Repository to try (optional)', repository);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  if (code !== 'OK') {
    await fillIn('Why save it although the check failed?', 'It begins tomorrow.');
    await userEvent.click(screen.getByRole('button', { name: /^Save although/ }));
  }
  expect(await screen.findByText(/" is saved\.$/)).toBeInTheDocument();
  const checks = () => requests.filter(({ path }) => path === '/registries/ghcr/checks');
  return { checks };
}

test('the repository in which a new login was proven goes on to be tried', async () => {
  const { checks } = await checksAfterSave('acme/api', 'OK');
  await waitFor(() => expect(checks()).toHaveLength(1));
  expect(checks()[0]?.body).toEqual({ purpose: 'pull', repository: 'acme/api' });
});

test.each([
  ['no repository', '', 'OK'],
  ['one in which it was refused', 'acme/api', 'INVALID'],
] as const)('with %s nothing is checked once more', async (_, repository, code) => {
  const { checks } = await checksAfterSave(repository, code);
  expect(checks()).toEqual([]);
});

const main = registryNamed('main', {
  ...{ pullCredential: 'main', login: { kind: 'password', username: 'acme-bot' } },
  status: { code: 'OK', proven: ['endpoint', 'identity', 'pull:acme/api'] },
});

test.each([
  ['with another secret', 'Personal access token (classic)', { purpose: 'pull' }],
  ['with another title', 'Title (optional)', { purpose: 'pull', repository: 'acme/api' }],
])('what is stored is checked %s, where the same login was proven', async (_, label, body) => {
  const { requests } = showPage('/main/edit', ({ method, path }) => {
    if (path.endsWith('/checks')) return checked('OK');
    if (path === '/credentials/main') {
      return { name: 'main', kind: 'password', hasSecret: true, username: 'acme-bot' };
    }
    return method === 'GET' && path === '/registries' ? registryList([main]) : main;
  });
  await fillIn(label, 'canary-5ecret');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const checks = () => requests.filter(({ path }) => path === '/registries/main/checks');
  await waitFor(() => expect(checks()).toHaveLength(1));
  expect(checks()[0]?.body).toEqual(body);
});
