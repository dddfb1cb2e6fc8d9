import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, registryList, registryNamed } from '../../dev/berth-answers.ts';
import { enter } from '../../dev/enter.ts';
import { checked, notFound, showPage } from '../../dev/registries-page.tsx';

function refusing(error: object, statusCode = 400) {
  showPage('/-/new?provider=ghcr', ({ path, method }) => {
    if (path === '/checks') return checked('OK');
    if (method !== 'PUT') return notFound();
    return refusal(statusCode, { name: 'InputError', message: 'Refused.', ...error });
  });
}

async function save() {
  await enter('GitHub user name', 'acme-bot');
  await enter('Personal access token (classic)', 'canary-5ecret');
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
      code: 'CUT_OFF_BY_DISABLING',
      heldBy: 'apps',
      message: 'Apps use "main". Have them choose another one, or change it with force=true.',
      usages: ['component:default/payments-api'],
      totalUsages: 3,
    });
  });
  await userEvent.click(await screen.findByRole('checkbox', { name: /^Disabled/ }));
  expect(screen.getByText(/Whoever uses it is cut off: 1 selection and 0/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^Apps would be cut offUsed by component:default\/payments-api and 2 more\. Nobody can use it when it is disabled\. Have them choose another one first\.$/,
  );
  await userEvent.click(screen.getByRole('checkbox', { name: /^Save nevertheless/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('link', { name: 'main' });
  const sent = requests.filter(({ method }) => method === 'PUT');
  expect(sent.map(({ query }) => query.get('force'))).toEqual([null, 'true']);
});

test.each([
  [
    { code: 'CUT_OFF_BY_SERVER', totalUsages: 0 },
    'It is the default: apps that have chosen nothing use it. Their images are at the server that it has now. Make another registry the default first.',
  ],
  [
    { code: 'CUT_OFF_BY_SCOPE', usages: ['component:default/api'], totalUsages: 1 },
    'Used by component:default/api. It is the default: apps that have chosen nothing use it. Its scope would be smaller. Have them choose another one first. Make another registry the default first.',
  ],
  [
    { code: 'DEFAULT_HAS_SCOPE', totalUsages: 0 },
    'Apps that have chosen nothing use the default, and those outside of its scope get an error. Empty its scope first.',
  ],
])('what cuts off apps that have chosen nothing is told: %j', async (details, said) => {
  const error = { name: 'ConflictError', message: 'Add force=true.', heldBy: 'apps' };
  const { requests } = showPage('/-/new?provider=ghcr', ({ path, method, query }) => {
    if (path === '/checks') return checked('OK');
    if (method !== 'PUT') return notFound();
    if (query.get('force') === 'true') return registryNamed('ghcr');
    return refusal(409, { ...error, ...details, default: true });
  });
  await save();
  expect(await screen.findByRole('alert')).toHaveTextContent(`Apps would be cut off${said}`);
  await userEvent.click(screen.getByRole('checkbox', { name: /^Save nevertheless/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(requests.at(-1)?.path).not.toBe('/registries/ghcr'));
  const puts = requests.filter(({ method }) => method === 'PUT');
  expect(puts.map(({ query }) => query.get('force'))).toEqual([null, 'true']);
});

test.each([
  [[], 'Used by 1 that you may not see. They'],
  [['search'], 'Used by search. They'],
])('registries %j that use the same credential are told, for good', async (usages, said) => {
  const message = 'The credential "robot" is used by others.';
  const held = { heldBy: 'registries', usages, totalUsages: 1 };
  refusing({ name: 'ConflictError', message, ...held }, 409);
  await save();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    `Other registries use the same login${said} could not log in by it any more`,
  );
  expect(screen.queryByRole('checkbox', { name: /^Save nevertheless/ })).not.toBeInTheDocument();
});

test('what somebody else has changed meanwhile is told, and can be read anew', async () => {
  let title = 'Before';
  showPage('/main/edit', ({ method }) => {
    if (method === 'GET') return registryNamed('main', { title });
    title = 'After';
    const message = 'It is not what If-Match names.';
    return refusal(412, { name: 'PreconditionFailed', message, changed: ['title', 'scope'] });
  });
  await userEvent.type(await screen.findByLabelText('Description (optional)'), 'x');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Somebody else has changed it meanwhileChanged: title, scope. Load it again, and repeat what you wanted.',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Load again' }));
  await waitFor(() => expect(screen.getByLabelText('Title (optional)')).toHaveValue('After'));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test.each([
  [412, {}, 'There is a registry of'],
  [409, { code: 'NAME_TAKEN' }, 'This name is taken.'],
])('a name that is taken (%i) is told at its field', async (status, details, said) => {
  refusing({ message: 'Leave If-None-Match out.', ...details }, status);
  await save();
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveFocus());
  expect(screen.getByLabelText('Name')).toHaveAccessibleDescription(new RegExp(said));
  expect(screen.getByRole('alert')).toHaveTextContent(/^It is not saved.*Choose another\.$/);
  expect(screen.getByRole('alert')).not.toHaveTextContent('If-None-Match');
  expect(screen.queryByRole('button', { name: 'Load again' })).not.toBeInTheDocument();
});

test('what only callers of the API can do is put as this page does it', async () => {
  const field = 'pullCredential';
  const problem = { field, code: 'SECRET_NEEDED', message: 'Give "pullCredential" as an object.' };
  refusing({ ...problem, problems: [problem] });
  await save();
  const alerts = await screen.findAllByText(/Enter the login here instead of choosing a stored/);
  expect(alerts).toHaveLength(2);
  expect(screen.queryByText(/as an object/)).not.toBeInTheDocument();
});
