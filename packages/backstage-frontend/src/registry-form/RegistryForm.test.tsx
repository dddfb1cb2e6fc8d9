import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  backendOf,
  refusal,
  registryList,
  registryNamed,
  type Answer,
} from '../../dev/berth-answers.ts';
import { berthApiRef } from '../api/berth-api.ts';
import { BerthClient } from '../api/berth-client.ts';
import { RegistriesPage } from '../registries/RegistriesPage.tsx';

const CANARY = 'canary-5ecret';

function show(address: string, answer: Answer) {
  const backend = backendOf(answer);
  renderInTestApp(<RegistriesPage />, {
    apis: [[berthApiRef, new BerthClient({ fetchApi: backend })]],
    mountPath: '/registries',
    initialRouteEntries: [`/registries${address}`],
  });
  return backend;
}

const notFound = () => refusal(404, { name: 'NotFoundError', message: 'There is none.' });

test('a provider is chosen, checked and saved; the check says what was proven', async () => {
  const { requests } = show('/-/new?provider=ghcr', ({ method, path }) => {
    if (path === '/checks') {
      return {
        status: { code: 'INVALID', proven: ['endpoint'] },
        explanation: 'ghcr.io refused the login. Make a new token.',
        steps: [
          { step: 'endpoint', outcome: 'proven' },
          { step: 'identity', outcome: 'failed' },
        ],
        hints: [],
      };
    }
    if (path.startsWith('/credentials/')) return notFound();
    return method === 'PUT' ? registryNamed('ghcr') : registryList([registryNamed('ghcr')]);
  });
  await userEvent.type(await screen.findByLabelText('GitHub user name'), 'octocat');
  await userEvent.type(screen.getByLabelText('Personal access token (classic)'), CANARY);
  await userEvent.click(screen.getByRole('button', { name: 'Check' }));
  const steps = await screen.findByRole('list', { name: 'Steps of the check' });
  expect(
    within(steps)
      .getAllByRole('listitem')
      .map(item => item.textContent),
  ).toEqual(['The server is a registry: proven', 'The registry accepts the login: failed']);

  await userEvent.click(screen.getByRole('button', { name: 'Save although the check failed' }));
  await screen.findByRole('link', { name: 'ghcr' });
  const saved = requests.find(({ method }) => method === 'PUT');
  expect(saved).toMatchObject({
    path: '/registries/ghcr',
    body: {
      provider: 'ghcr',
      pullCredential: { name: 'ghcr', kind: 'password', username: 'octocat', password: CANARY },
    },
  });
  expect(saved?.headers.get('If-None-Match')).toBe('*');
});

test('what is wrong is told at its field, which gets the focus, and nothing is sent', async () => {
  const { requests } = show('/-/new?provider=ecr', notFound);
  await userEvent.type(await screen.findByLabelText('Account ID'), '12');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.getByLabelText('Account ID')).toHaveFocus());
  expect(screen.getByLabelText('Account ID')).toHaveAccessibleDescription(
    /Write the 12 digits of the account\.$/,
  );
  expect(requests).toEqual([]);
});

test('a login that is pasted fills the form, and is not left in sight', async () => {
  show('/-/new', notFound);
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
    ...{ updatedAt: '2026-01-02T03:04:00Z', updatedBy: 'user:default/jane' },
  };
  const { requests } = show('/main/edit', ({ method, path }) => {
    if (path.startsWith('/credentials/')) return credential;
    if (method === 'GET' && path === '/registries') return registryList([registry]);
    return registry;
  });
  const secret = await screen.findByLabelText('Personal access token (classic)');
  expect(secret).toHaveValue('');
  expect(screen.getByText(/by user:default\/jane\. Leave it empty to keep it\./)).toBeVisible();
  await userEvent.type(screen.getByLabelText('Title (optional)'), 'GitHub');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('link', { name: 'main' });
  const saved = requests.find(({ method }) => method === 'PUT');
  expect(saved?.headers.get('If-Match')).toBe('"1"');
  expect(saved?.body).toMatchObject({ title: 'GitHub', pullCredential: 'main' });
});

test('a refusal of the backend is told with all its problems', async () => {
  show('/-/new?provider=docker-hub', ({ path }) =>
    path.startsWith('/credentials/')
      ? notFound()
      : refusal(400, {
          name: 'InputError',
          message: 'Two things are wrong.',
          problems: [{ field: 'name', message: 'The name is taken.' }],
        }),
  );
  await userEvent.type(await screen.findByLabelText('Docker ID'), 'acme');
  await userEvent.type(screen.getByLabelText('Password or access token'), CANARY);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Two things are wrong.The name is taken.',
  );
});
