import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EVERY_ACTION,
  refusal,
  registryList,
  registryNamed,
  type Answer,
} from '../../dev/berth-answers.ts';
import { credentialNamed, registryBackend, showRegistry } from '../../dev/registry-page.tsx';

const DELETED = {
  deleted: { id: registryNamed('main').id, name: 'main' },
  credentials: [{ name: 'robot', deleted: false }],
};

function deleting(options: {
  readonly users?: readonly string[];
  readonly stored?: Parameters<typeof registryBackend>[0];
  readonly remove?: Answer;
  readonly others?: boolean;
  readonly isDefault?: boolean;
}): Answer {
  const { users = [], stored = {}, remove = () => DELETED, others, isDefault = false } = options;
  const usual = registryBackend(stored);
  return request => {
    if (request.method === 'DELETE') return remove(request);
    if (request.path.endsWith('/usages')) {
      const items = users.slice(0, 5).map(app => ({ app, source: 'selection' }));
      const pageInfo = users.length > items.length ? { nextCursor: 'abc' } : {};
      return { items, totalItems: users.length, default: isDefault, pageInfo };
    }
    if (request.path === '/registries' && others) {
      return registryList([registryNamed('main'), registryNamed('other')]);
    }
    return usual(request);
  };
}

async function open(answer: Answer, permitted = EVERY_ACTION) {
  const user = userEvent.setup();
  const backend = showRegistry(answer, { permitted });
  await user.click(await screen.findByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete main?' });
  return { ...backend, user, dialog };
}

function messageOf(text: RegExp) {
  return screen.getAllByRole('status').find(one => text.test(one.textContent));
}

test('one that nobody uses is deleted, and the list says what became of its credential', async () => {
  const { user, dialog, requests } = await open(deleting({}));
  expect(await within(dialog).findByText('No app has chosen it.')).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(
    await screen.findByText(
      'The registry "main" was deleted. The credential "robot" is still there.',
    ),
  ).toBeVisible();
  expect(screen.getByLabelText('Address')).toHaveTextContent('/registries');
  await waitFor(() => expect(messageOf(/was deleted/)).toHaveFocus());
  expect(screen.getByRole('link', { name: 'Show the credential robot' })).toHaveAttribute(
    'href',
    '/registries/-/credentials/robot',
  );
  const removed = requests.find(({ method }) => method === 'DELETE');
  expect(removed?.query.toString()).toBe('force=false&deleteCredential=false');
  expect(removed?.headers.get('If-Match')).toBe('"1"');
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText(/was deleted/)).not.toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
});

test('one that is used says by whom, and wants its name typed', async () => {
  const users = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => `component:default/${name}`);
  const { user, dialog, requests } = await open(deleting({ users }));
  expect(await within(dialog).findByText('It is used in 7 places')).toBeVisible();
  expect(within(dialog).getByText('component:default/a')).toBeVisible();
  expect(within(dialog).getByText('and 2 more')).toBeVisible();
  const button = within(dialog).getByRole('button', { name: 'Delete although it is used' });
  expect(button).toBeDisabled();
  const typed = within(dialog).getByLabelText(/^Type main to delete it/);
  await user.type(typed, 'mai{Enter}');
  expect(requests.some(({ method }) => method === 'DELETE')).toBe(false);
  await user.type(typed, 'n{Enter}');
  await screen.findByText(/was deleted/);
  expect(requests.find(({ method }) => method === 'DELETE')?.query.get('force')).toBe('true');
});

test('its credential goes with it where that is wanted', async () => {
  const credentials = [{ name: 'robot', deleted: true }];
  const { user, dialog, requests } = await open(
    deleting({ remove: () => ({ ...DELETED, credentials }) }),
  );
  await user.click(
    await within(dialog).findByRole('checkbox', { name: 'Delete its credential too' }),
  );
  expect(within(dialog).getByText(/Revoke it at the vendor as well\.$/)).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText(/So was the credential "robot"\.$/)).toBeVisible();
  expect(screen.queryByRole('link', { name: /^Show the credential/ })).not.toBeInTheDocument();
  expect(requests.find(({ method }) => method === 'DELETE')?.query.get('deleteCredential')).toBe(
    'true',
  );
});

test.each([
  ['pulls by', {}],
  ['only pushes by', { pullCredential: undefined, login: undefined, pushCredential: 'robot' }],
])('who may not delete the credential it %s is told who may', async (_, registry) => {
  const permitted = EVERY_ACTION.filter(action => action !== 'credential.delete');
  const { dialog } = await open(deleting({ stored: { registry } }), permitted);
  const choice = await within(dialog).findByRole('checkbox', { name: 'Delete its credential too' });
  expect(choice).toBeDisabled();
  expect(choice).toHaveAccessibleDescription(
    /^Only the owner of its credential and Berth's admins may delete it\. The credential "robot"/,
  );
});

test('a credential that others use is not offered to be deleted', async () => {
  const stored = { credential: { usedBy: ['main', 'mirror'] } };
  const { dialog } = await open(deleting({ stored }));
  expect(
    await within(dialog).findByText('Its credential "robot" stays: mirror use it, too.'),
  ).toBeVisible();
  expect(within(dialog).queryByRole('checkbox')).not.toBeInTheDocument();
});

test('the credentials stay where another registry uses the one that pushes', async () => {
  const usual = deleting({ stored: { registry: { pushCredential: 'pusher' } } });
  const pusher = credentialNamed('pusher', { usedBy: ['main', 'mirror'] });
  const { dialog } = await open(request =>
    request.path === '/credentials/pusher' ? pusher : usual(request),
  );
  expect(
    await within(dialog).findByText(
      'Its credentials "robot" and "pusher" stay: mirror use one of them, too.',
    ),
  ).toBeVisible();
  expect(within(dialog).queryByRole('checkbox')).not.toBeInTheDocument();
});

test('the default among others cannot go, and says what to do', async () => {
  const stored = { registry: { default: true } };
  const { dialog } = await open(deleting({ stored, others: true }));
  expect(await within(dialog).findByText(/^Open another registry and make that/)).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Delete' })).toBeDisabled();
});

test('the only one, which is the default, says what that means and wants its name typed', async () => {
  const stored = { registry: { default: true } };
  const { user, dialog, requests } = await open(deleting({ stored, isDefault: true }));
  expect(await within(dialog).findByText('It is the default registry')).toBeVisible();
  expect(within(dialog).getByText(/^Apps that have chosen nothing use it\./)).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Delete although it is used' })).toBeDisabled();
  await user.type(within(dialog).getByLabelText(/^Type main to delete it/), 'main{Enter}');
  await screen.findByText(/was deleted/);
  expect(requests.find(({ method }) => method === 'DELETE')?.query.get('force')).toBe('false');
});

test.each([
  ['users', ['component:default/hidden']],
  ['users whom nobody shows', []],
])('%s that only the backend knows want the name typed, too', async (_, usages) => {
  const message = 'The registry "main" is used by others.';
  const { user, dialog, requests } = await open(
    deleting({
      remove: ({ query }) =>
        query.get('force') === 'true'
          ? DELETED
          : refusal(409, { name: 'ConflictError', message, heldBy: 'apps', usages }),
    }),
  );
  await user.click(await within(dialog).findByRole('button', { name: 'Delete' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(message);
  const typed = within(dialog).getByLabelText(/^Type main to delete it/);
  await waitFor(() => expect(typed).toHaveFocus());
  await user.keyboard('main{Enter}');
  await screen.findByText(/was deleted/);
  expect(requests.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
});

test.each([
  ['others', ['mirror']],
  ['others whom nobody shows', []],
])('a credential that turns out to be used by %s cannot be forced', async (_, usages) => {
  const error = { name: 'ConflictError', message: 'Delete the registry without it.' };
  const { user, dialog } = await open(
    deleting({ remove: () => refusal(409, { ...error, heldBy: 'registries', usages }) }),
  );
  await user.click(
    await within(dialog).findByRole('checkbox', { name: 'Delete its credential too' }),
  );
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(error.message);
  expect(within(dialog).queryByLabelText(/^Type main/)).not.toBeInTheDocument();
});

test('what somebody else has changed meanwhile is told before anything is gone', async () => {
  const remove = () =>
    refusal(412, { name: 'PreconditionFailedError', message: 'Stale.', changed: ['owner'] });
  const { user, dialog } = await open(deleting({ remove }));
  await user.click(await within(dialog).findByRole('button', { name: 'Delete' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Changed: owner.');
  await user.click(within(dialog).getByRole('button', { name: 'Load again' }));
  await waitFor(() => expect(within(dialog).queryByRole('alert')).not.toBeInTheDocument());
  await waitFor(() => expect(dialog).toHaveFocus());
});

test('what could not be read is asked again, and Escape closes the dialog after it', async () => {
  let isDown = true;
  const usual = deleting({});
  const { user, dialog } = await open(request =>
    isDown && request.path.endsWith('/usages') && request.query.get('limit') === '5'
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The catalog is away.' })
      : usual(request),
  );
  const again = await within(dialog).findByRole('button', { name: 'Try again' });
  isDown = false;
  await user.click(again);
  await within(dialog).findByText('No app has chosen it.');
  await waitFor(() => expect(dialog).toHaveFocus());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
});

test('Escape leaves everything as it is, and the focus where it was', async () => {
  const { user, requests } = await open(deleting({}));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await waitFor(() => expect(screen.getByRole('button', { name: 'Delete' })).toHaveFocus());
  expect(requests.some(({ method }) => method === 'DELETE')).toBe(false);
});
