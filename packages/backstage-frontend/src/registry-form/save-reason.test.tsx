import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../dev/berth-answers.ts';
import { enter } from '../../dev/enter.ts';
import { checked, emptyBackend, showPage } from '../../dev/registries-page.tsx';

async function enterLogin() {
  await enter('GitHub user name', 'acme-bot');
  await enter('Personal access token (classic)', 'canary-5ecret');
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const REASON = 'Why save it although the check failed?';

test('what was not checked is checked first, and saved where that proves it', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await enterLogin();
  await press('Save');
  await screen.findByRole('link', { name: 'ghcr' });
  const sent = requests.filter(({ method }) => method !== 'GET');
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    ...['POST /checks', 'PUT /registries/ghcr'],
  ]);
  expect(sent[1]?.body).not.toHaveProperty('reason');
});

test('after a failed check nothing is saved without a reason, which is asked for', async () => {
  const { requests } = showPage(
    '/-/new?provider=ghcr',
    emptyBackend(() => checked('INVALID')),
  );
  await enterLogin();
  await press('Save');
  const reason = await screen.findByLabelText(REASON);
  await waitFor(() => expect(reason).toHaveFocus());
  expect(reason).not.toHaveAccessibleDescription(/Say why/);
  expect(reason).toBeValid();
  expect(screen.getByText('The registry accepts the login: failed')).toBeInTheDocument();
  await userEvent.type(reason, '   ');
  await press('Save although the check failed');
  expect(requests.filter(({ method }) => method === 'PUT')).toEqual([]);
  expect(reason).toHaveAccessibleDescription(/Say why, in 1 to 500 characters\.$/);

  await enter(REASON, 'It is made on Monday. ');
  await press('Save although the check failed');
  await screen.findByRole('link', { name: 'ghcr' });
  const saved = requests.filter(({ method }) => method === 'PUT');
  expect(saved.map(({ body }) => body)).toMatchObject([{ reason: 'It is made on Monday.' }]);
  // It was proven once, and the reason does not change what was proven.
  expect(requests.filter(({ path }) => path === '/checks')).toHaveLength(1);
});

test.each([
  ['tried to save', () => press('Save although the check failed')],
  ['left it', () => userEvent.click(screen.getByLabelText('Title (optional)'))],
])('that the reason is missing is told once somebody %s', async (_, miss) => {
  showPage(
    '/-/new?provider=ghcr',
    emptyBackend(() => checked('INVALID')),
  );
  await enterLogin();
  await press('Check');
  const reason = await screen.findByLabelText(REASON);
  expect(reason).toBeValid();
  expect(reason).not.toHaveAccessibleDescription(/Say why/);
  await userEvent.click(reason);
  expect(reason).toBeValid();
  await miss();
  await waitFor(() => expect(reason).toBeInvalid());
  expect(reason).toHaveAccessibleDescription(/Say why, in 1 to 500 characters\.$/);
  await enter(REASON, 'It is made on Monday.');
  expect(reason).toBeValid();
});

test('a reason has no more than 500 characters', async () => {
  showPage(
    '/-/new?provider=ghcr',
    emptyBackend(() => checked('INVALID')),
  );
  await enterLogin();
  await press('Check');
  await userEvent.click(await screen.findByLabelText(REASON));
  await userEvent.paste('x'.repeat(600));
  expect(screen.getByLabelText(REASON)).toHaveValue('x'.repeat(500));
});

test('a change after the check is checked again', async () => {
  let code: 'INVALID' | 'OK' = 'INVALID';
  const { requests } = showPage(
    '/-/new?provider=ghcr',
    emptyBackend(() => checked(code)),
  );
  await enterLogin();
  await press('Check');
  await screen.findByLabelText(REASON);
  code = 'OK';
  await userEvent.type(screen.getByLabelText('Personal access token (classic)'), '2');
  expect(screen.queryByLabelText(REASON)).not.toBeInTheDocument();
  expect(screen.queryByRole('list', { name: 'Steps of the check' })).not.toBeInTheDocument();
  await press('Save');
  await screen.findByRole('link', { name: 'ghcr' });
  expect(requests.filter(({ path }) => path === '/checks')).toHaveLength(2);
});

test('a login that only a workflow could prove is saved without a reason', async () => {
  const { requests } = showPage(
    '/-/new?provider=ghcr',
    emptyBackend(() => ({ ...checked('UNKNOWN'), explanation: 'Proven elsewhere.', steps: [] })),
  );
  await enterLogin();
  await press('Check');
  expect(await screen.findByText('Cannot be proven from here')).toBeInTheDocument();
  await press('Save');
  await screen.findByRole('link', { name: 'ghcr' });
  expect(requests.find(({ method }) => method === 'PUT')?.body).not.toHaveProperty('reason');
});

test('where the check itself cannot be made, a reason saves it without', async () => {
  const { requests } = showPage(
    '/-/new?provider=ghcr',
    emptyBackend(() => refusal(429, { name: 'TooMany', message: 'Wait a minute.' })),
  );
  await enterLogin();
  await press('Save');
  expect(await screen.findByRole('alert')).toHaveTextContent('Wait a minute.');
  await enter('Why save it without a check?', 'No time.');
  await press('Save without a check');
  await screen.findByRole('link', { name: 'ghcr' });
  const saved = requests.filter(({ method }) => method === 'PUT');
  expect(saved.map(({ body }) => body)).toMatchObject([{ reason: 'No time.' }]);
});

test('with a repository to try, pushing is proven too where workflows push', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await enterLogin();
  await userEvent.click(screen.getByRole('radio', { name: 'The same login' }));
  await enter('Repository to try (optional)', 'acme/api');
  await press('Check');
  await waitFor(() =>
    expect(requests.filter(({ path }) => path === '/checks')).toMatchObject([
      { body: { repository: 'acme/api' } },
      { body: { repository: 'acme/api', purpose: 'push' } },
    ]),
  );
});
