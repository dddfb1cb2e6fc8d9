import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, registryList, registryNamed } from '../../dev/berth-answers.ts';
import { checked, notFound, showPage } from '../../dev/registries-page.tsx';

function refusing(error: object, statusCode = 400) {
  showPage('/-/new?provider=ghcr', ({ path, method }) => {
    if (path === '/checks') return checked('OK');
    if (method !== 'PUT') return notFound();
    return refusal(statusCode, { name: 'InputError', message: 'Refused.', ...error });
  });
}

async function save() {
  await userEvent.type(await screen.findByLabelText('GitHub user name'), 'acme-bot');
  await userEvent.type(screen.getByLabelText('Personal access token (classic)'), 'canary-5ecret');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
}

test.each([
  ['name', 'Name'],
  ['title', 'Title (optional)'],
  ['pullCredential.username', 'GitHub user name'],
  ['pullCredential.password', 'Personal access token (classic)'],
  ['pullCredential.expiresAt', 'Ends on (optional)'],
  ['owner', 'Owner (optional)'],
  ['scope[1]', 'Scope (optional)'],
  ['labels.tier', 'Labels (optional)'],
])(
  'what the backend says of "%s" stands at that field, which gets the focus',
  async (field, label) => {
    refusing({ field, message: 'This is not right.' });
    await save();
    await waitFor(() => expect(screen.getByLabelText(label)).toHaveFocus());
    expect(screen.getByLabelText(label)).toHaveAccessibleDescription(/This is not right\.$/);
    await userEvent.type(screen.getByLabelText('Description (optional)'), 'x');
    expect(screen.getByLabelText(label)).not.toHaveAccessibleDescription(/This is not right/);
  },
);

test('several problems stand at their fields, and are all told', async () => {
  refusing({
    message: 'Two things are wrong.',
    problems: [
      { field: 'name', message: 'The name is taken.' },
      { field: 'owner', message: 'There is no such group.' },
    ],
  });
  await save();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Two things are wrong.The name is taken. There is no such group.',
  );
  expect(screen.getByLabelText('Name')).toHaveAccessibleDescription(/The name is taken\.$/);
  expect(screen.getByLabelText('Owner (optional)')).toHaveAccessibleDescription(
    /There is no such group\.$/,
  );
});

test('who would be cut off is told, and it is saved only where that is meant', async () => {
  const registry = registryNamed('main', { usedBy: { selections: 1, annotations: 0 } });
  const { requests } = showPage('/main/edit', ({ method, path, query }) => {
    if (method === 'GET') return path === '/registries' ? registryList([registry]) : registry;
    if (query.get('force') === 'true') return registry;
    return refusal(409, {
      name: 'ConflictError',
      message: 'Apps use "main".',
      heldBy: 'apps',
      usages: ['component:default/payments-api'],
    });
  });
  await userEvent.click(await screen.findByRole('checkbox', { name: /^Disabled/ }));
  expect(screen.getByText(/Whoever uses it is cut off: 1 selection and 0/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Used by component:default/payments-api.',
  );
  await userEvent.click(screen.getByRole('checkbox', { name: /^Save nevertheless/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('link', { name: 'main' });
  const sent = requests.filter(({ method }) => method === 'PUT');
  expect(sent.map(({ query }) => query.get('force'))).toEqual([null, 'true']);
});

test('registries that use the same credential are told, and cannot be overruled', async () => {
  const message = 'The credential "robot" is used by 1 that you may not read.';
  refusing({ name: 'ConflictError', message, heldBy: 'registries', usages: [] }, 409);
  await save();
  expect(await screen.findByRole('alert')).toHaveTextContent(message);
  expect(screen.queryByRole('checkbox', { name: /^Save nevertheless/ })).not.toBeInTheDocument();
});

test('what somebody else has changed meanwhile is told', async () => {
  refusing({ message: 'It has changed.', changed: ['title', 'scope'] }, 412);
  await save();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Somebody else has changed title, scope.',
  );
});
