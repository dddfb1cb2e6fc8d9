import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EVERY_ACTION, refusal, type Answer } from '../../dev/berth-answers.ts';
import { credentialBackend, showCredentials } from '../../dev/credentials-page.tsx';
import type { Credential } from '@berth/backstage-plugin-berth-common';

async function open(
  button: string,
  changes: Partial<Credential> = {},
  change: Answer = () => ({}),
) {
  const user = userEvent.setup();
  const backend = showCredentials('/robot', credentialBackend(changes, change));
  await user.click(await screen.findByRole('button', { name: button }));
  const dialog = await screen.findByRole('dialog');
  return { ...backend, user, dialog };
}

test('its page says what is known of it, and who uses it', async () => {
  const known = {
    title: 'Build robot',
    owner: 'group:default/payments',
    secretChangedAt: '2026-01-01T12:00:00.000Z',
    secretChangedBy: 'user:default/jane',
    usedBy: ['main'],
  };
  showCredentials('/robot', credentialBackend(known));
  expect(await screen.findByRole('heading', { name: 'Build robot' })).toBeVisible();
  for (const text of ['User name and password or token', 'octocat', 'ghcr.io']) {
    expect(screen.getByText(text)).toBeVisible();
  }
  expect(screen.getByText('group:default/payments')).toBeVisible();
  expect(
    screen.getByText(/^Entered .* by user:default\/jane\. Never shown again\.$/),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'main' })).toHaveAttribute('href', '/registries/main');
  expect(screen.getByRole('link', { name: 'All credentials' })).toHaveAttribute(
    'href',
    '/registries/-/credentials',
  );
});

test('one that is not there, or not to be seen, leads back to the list', async () => {
  showCredentials('/nowhere', credentialBackend());
  expect(
    await screen.findByRole('heading', { name: 'There is no credential "nowhere"' }),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'All credentials' })).toBeVisible();
});

test('one that nobody uses is deleted, and the list says so', async () => {
  const { user, dialog, requests } = await open(
    'Delete',
    {},
    () => new Response(null, { status: 204 }),
  );
  expect(within(dialog).getByText(/Revoke it at the vendor as well\.$/)).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('The credential "robot" was deleted.')).toBeVisible();
  expect(screen.getByLabelText('Address')).toHaveTextContent(/^\/registries\/-\/credentials$/);
  const removed = requests.find(({ method }) => method === 'DELETE');
  expect(removed?.path).toBe('/credentials/robot');
  expect(removed?.headers.get('If-Match')).toBe('"1"');
});

test('one that is used names its registries, and stays', async () => {
  const { dialog, requests } = await open('Delete', { usedBy: ['main', 'mirror'] });
  expect(
    within(dialog).getByText(
      'These registries log in by it: main, mirror. Give them another credential first.',
    ),
  ).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Delete' })).toBeDisabled();
  expect(requests.some(({ method }) => method === 'DELETE')).toBe(false);
});

test('registries that only the backend knows keep it as well', async () => {
  const message = 'The credential "robot" is used by 2 that you may not read.';
  const { user, dialog } = await open('Delete', {}, () =>
    refusal(409, { name: 'ConflictError', message, heldBy: 'registries', usages: [] }),
  );
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(message);
});

test('title, owner and end are changed; the secret is left as it is', async () => {
  const stored = { expiresAt: '2030-05-05T10:00:00.000Z', email: 'ops@acme.example' };
  const { user, dialog, requests } = await open('Edit', stored);
  await user.type(within(dialog).getByLabelText('Title (optional)'), 'Build robot');
  const owner = within(dialog).getByLabelText('Owner (optional)');
  await user.type(owner, 'payments');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(owner).toHaveAccessibleDescription(/"payments" is no reference to a group or user\./);
  expect(requests.some(({ method }) => method === 'PUT')).toBe(false);
  await user.clear(owner);
  await user.type(owner, 'group:default/payments');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The changes are saved.')).toBeVisible();
  const put = requests.find(({ method }) => method === 'PUT');
  expect(put?.headers.get('If-Match')).toBe('"1"');
  expect(put?.body).toMatchObject({
    ...{ kind: 'password', username: 'octocat', hosts: ['ghcr.io'], email: 'ops@acme.example' },
    ...{ title: 'Build robot', owner: 'group:default/payments' },
    // The day was not touched, so neither is the time.
    expiresAt: '2030-05-05T10:00:00.000Z',
  });
  expect(put?.body).not.toHaveProperty('password');
});

test('its owner is found in the catalog, as that of a registry is', async () => {
  const group = {
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Group', spec: {} },
    metadata: { name: 'payments', namespace: 'default' },
  };
  const answer = credentialBackend({}, () => ({}));
  const catalog = catalogApiMock({ entities: [group] });
  const { requests } = showCredentials('/robot', answer, { catalog });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Edit' }));
  const dialog = await screen.findByRole('dialog');
  const owner = within(dialog).getByRole('combobox', { name: 'Owner (optional)' });
  await user.type(owner, 'pay');
  expect(await screen.findByRole('option', { name: 'group:default/payments' })).toBeVisible();
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(owner).toHaveValue('group:default/payments'));
  expect(requests.some(({ method }) => method === 'PUT')).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The changes are saved.')).toBeVisible();
  expect(requests.find(({ method }) => method === 'PUT')?.body).toMatchObject({
    owner: 'group:default/payments',
  });
});

test('an entered day holds to its end, and an emptied one is none', async () => {
  const first = await open('Edit', { expiresAt: '2030-05-05T10:00:00.000Z' });
  const day = within(first.dialog).getByLabelText('Ends on (optional)');
  await first.user.clear(day);
  await first.user.type(day, '2031-01-31');
  await first.user.click(within(first.dialog).getByRole('button', { name: 'Save' }));
  await screen.findByText('The changes are saved.');
  expect(first.requests.find(({ method }) => method === 'PUT')?.body).toMatchObject({
    expiresAt: '2031-01-31T23:59:59.000Z',
  });
});

test('what somebody else has changed meanwhile is loaded before it is changed', async () => {
  const error = { name: 'PreconditionFailedError', message: 'It changed.', changed: ['title'] };
  const { user, dialog } = await open('Edit', {}, () => refusal(412, error));
  await user.type(within(dialog).getByLabelText('Title (optional)'), 'Mine');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await within(dialog).findByText(/^Changed: title\./)).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Load again' }));
  await waitFor(() => expect(within(dialog).queryByRole('alert')).not.toBeInTheDocument());
});

test('a new secret is entered by the dialog of a registry that pulls by it', async () => {
  const { dialog } = await open('New secret', { usedBy: ['pusher', 'main'] });
  expect(dialog).toHaveAccessibleName('New secret of main');
  expect(await within(dialog).findByLabelText(/^New: /)).toBeVisible();
});

test('a new secret of one by which others push only is entered as theirs', async () => {
  const { dialog } = await open('New secret', { usedBy: ['pusher'] });
  expect(dialog).toHaveAccessibleName('New secret of pusher to push');
  expect(await within(dialog).findByLabelText(/^New: /)).toBeVisible();
});

test('a new secret of one that nobody uses says where it would be proven', async () => {
  showCredentials('/robot', credentialBackend());
  const button = await screen.findByRole('button', { name: 'New secret' });
  expect(button).toBeDisabled();
  expect(button).toHaveAccessibleDescription(/proven at a registry that uses it/);
  expect(screen.getByRole('button', { name: 'Edit' })).toBeEnabled();
});

test('who may not change it is told who may', async () => {
  const permitted = EVERY_ACTION.filter(action => !/^credential\.(update|delete)$/.test(action));
  const owner = 'group:default/payments';
  showCredentials('/robot', credentialBackend({ owner, usedBy: ['main'] }), { permitted });
  for (const name of ['New secret', 'Edit', 'Delete']) {
    const button = await screen.findByRole('button', { name });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      "Only its owner group:default/payments and Berth's admins may change and delete it.",
    );
  }
});

test('an error says what happened, and can be tried again', async () => {
  let isDown = true;
  const backend = credentialBackend();
  showCredentials('/robot', request =>
    isDown
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The database is away.' })
      : backend(request),
  );
  expect(await screen.findByText('The database is away.')).toBeInTheDocument();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'robot' })).toBeVisible();
});
