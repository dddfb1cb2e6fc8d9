import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { enter } from '../../dev/enter.ts';
import { checked, emptyBackend, showPage } from '../../dev/registries-page.tsx';

/** Checks are answered one by one, as late as a test wants. */
function slowChecks() {
  const answers: ((check: ReturnType<typeof checked>) => void)[] = [];
  const { requests } = showPage(
    '/-/new?provider=ghcr',
    emptyBackend(() => new Promise(answer => answers.push(answer))),
  );
  return { answers, sent: (what: string) => requests.filter(one => one.method === what) };
}

const TOKEN = 'Personal access token (classic)';
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

async function enterLogin() {
  await enter('GitHub user name', 'acme-bot');
  await enter(TOKEN, 'canary-5ecret');
}

test('a check that ends after the form was changed says nothing of what is in it now', async () => {
  const { answers, sent } = slowChecks();
  await enterLogin();
  await press('Check');
  await waitFor(() => expect(answers).toHaveLength(1));
  await userEvent.type(screen.getByLabelText(TOKEN), '2');
  answers[0]?.(checked('OK'));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Check' })).not.toHaveAttribute('data-pending'),
  );
  expect(screen.queryByRole('list', { name: 'Steps of the check' })).not.toBeInTheDocument();

  await press('Save');
  await waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.(checked('OK'));
  await screen.findByRole('link', { name: 'ghcr' });
  expect(sent('PUT').map(({ body }) => body)).toMatchObject([
    { pullCredential: { password: 'canary-5ecret2' } },
  ]);
});

test('what is being saved cannot be changed', async () => {
  const { answers } = slowChecks();
  await enterLogin();
  await press('Save');
  await waitFor(() => expect(answers).toHaveLength(1));
  for (const label of ['Paste anything', TOKEN, 'Name', 'Owner (optional)']) {
    expect(screen.getByLabelText(label)).toBeDisabled();
  }
  expect(screen.getByLabelText('Repository to try (optional)')).toBeDisabled();
  answers[0]?.(checked('INVALID'));
  expect(await screen.findByText('The registry accepts the login: failed')).toBeInTheDocument();
  expect(screen.getByLabelText(TOKEN)).toBeEnabled();
});
