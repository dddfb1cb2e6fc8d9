import type { DraftCheckInput, Registry } from '@berth/backstage-plugin-berth-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { EVERY_ACTION, refusal, type Answer } from '../../dev/berth-answers.ts';
import { credentialNamed, registryBackend, showRegistry } from '../../dev/registry-page.tsx';

const CANARY = 'canary-5ecret';
const CREDENTIAL = credentialNamed('robot', {
  ...{ title: 'Bot', owner: 'group:default/payments', email: 'ops@acme.example' },
  ...{ expiresAt: '2026-02-01T00:00:00.000Z', usedBy: ['main', 'mirror'] },
  ...{ secretChangedAt: '2026-01-02T03:04:00.000Z', secretChangedBy: 'user:default/jane' },
});

function checkedAs(code: string, put: Answer = () => CREDENTIAL): Answer {
  const usual = registryBackend({ credential: CREDENTIAL });
  return request => {
    if (request.path === '/checks') {
      const status = { code, proven: [] };
      const step = { step: 'identity', outcome: code === 'OK' ? 'proven' : 'failed' };
      return { status, explanation: `It is ${code}.`, steps: [step], hints: [] };
    }
    if (request.path === '/credentials/robot' && request.method === 'PUT') return put(request);
    if (request.path === '/registries/main/checks') {
      return { status: { code, proven: [] }, explanation: '', steps: [], hints: [] };
    }
    return usual(request);
  };
}

async function open(answer: Answer, before?: (user: UserEvent) => Promise<void>) {
  const user = userEvent.setup();
  const backend = showRegistry(answer);
  await before?.(user);
  await user.click(await screen.findByRole('button', { name: 'New secret' }));
  const secret = await screen.findByLabelText('New: Personal access token (classic)');
  return { ...backend, user, secret };
}

test('a new secret is checked and saved, and keeps what else is stored', async () => {
  const { user, secret, requests } = await open(checkedAs('OK'));
  expect(secret).toHaveValue('');
  expect(secret).toHaveAttribute('autocomplete', 'new-password');
  expect(secret).toHaveAttribute('type', 'password');
  expect(screen.getByText(/by user:default\/jane, and is never shown\./)).toHaveTextContent(
    /The new one is for mirror as well\.$/,
  );
  await user.type(secret, `${CANARY}{Enter}`);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  const check = requests.find(({ path }) => path === '/checks');
  expect(check?.body).toMatchObject({
    registry: { name: 'main', pullCredential: { name: 'robot', password: CANARY } },
  });
  const saved = requests.find(({ method }) => method === 'PUT');
  expect(saved?.path).toBe('/credentials/robot');
  expect(saved?.headers.get('If-Match')).toBe('"1"');
  expect(saved?.body).toMatchObject({
    ...{ kind: 'password', username: 'octocat', password: CANARY, hosts: ['ghcr.io'] },
    ...{ title: 'Bot', owner: 'group:default/payments', email: 'ops@acme.example' },
  });
  // When the old secret ends says nothing of the new one.
  expect(saved?.body).not.toHaveProperty('expiresAt');
  expect(await screen.findByText('The new secret is saved.')).toBeVisible();
  expect(document.body.innerHTML).not.toContain(CANARY);
});

const PUSHER = credentialNamed('pusher', {
  ...{ username: 'acme-pusher', owner: 'group:default/ci' },
  ...{ expiresAt: '2027-01-31T23:59:59.000Z', secretChangedAt: '2026-01-02T03:04:00.000Z' },
});

function pushing(registry: Partial<Registry>): Answer {
  const usual = checkedAs('OK');
  const stored = registryBackend({ registry: { ...registry, pushCredential: 'pusher' } });
  return request => {
    if (request.path === '/credentials/pusher') return PUSHER;
    return request.path === '/registries/main' ? stored(request) : usual(request);
  };
}

test.each([
  ['beside the one that pulls', { purposes: ['pull', 'push'] }, 'robot'],
  ['of a registry that only pushes', { pullCredential: undefined, login: undefined }, undefined],
] as const)('the secret that pushes is renewed as well, %s', async (_, registry, pull) => {
  const user = userEvent.setup();
  const purposes = [...('purposes' in registry ? registry.purposes : (['push'] as const))];
  const { requests } = showRegistry(pushing({ ...registry, purposes }));
  await user.click(await screen.findByRole('button', { name: 'New secret to push' }));
  expect(await screen.findByRole('dialog', { name: 'New secret of main to push' })).toBeVisible();
  expect(screen.queryAllByRole('button', { name: 'New secret', hidden: true })).toHaveLength(
    pull === undefined ? 0 : 1,
  );
  const secret = await screen.findByLabelText('New: Personal access token (classic)');
  await user.click(screen.getByRole('button', { name: 'Check and save' }));
  expect(secret).toHaveAccessibleDescription(/Enter the new secret\.$/);
  await user.type(screen.getByLabelText('Login to push ends on (optional)'), '2028-02-29');
  await user.type(secret, `${CANARY}{Enter}`);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  const check = requests.find(({ path }) => path === '/checks')?.body;
  expect(check).toMatchObject({
    purpose: 'push',
    registry: { pushCredential: { name: 'pusher', password: CANARY } },
  });
  expect(check).toHaveProperty('registry.name', 'main');
  expect((check as DraftCheckInput).registry.pullCredential).toBe(pull);
  const saved = requests.find(({ method }) => method === 'PUT');
  expect(saved?.path).toBe('/credentials/pusher');
  expect(saved?.body).toMatchObject({
    ...{ username: 'acme-pusher', password: CANARY, owner: 'group:default/ci' },
    expiresAt: '2028-02-29T23:59:59.000Z',
  });
});

test('what may be known of the login to push is shown, and who may renew it', async () => {
  const permitted = EVERY_ACTION.filter(action => action !== 'credential.update');
  showRegistry(pushing({ pullCredential: undefined, login: undefined }), { permitted });
  const button = await screen.findByRole('button', { name: 'New secret to push' });
  expect(button).toBeDisabled();
  expect(button).toHaveAccessibleDescription(/^Only the owner of its credential and Berth's/);
  expect(screen.getByText(/, 31 Jan 2027$/)).toBeVisible();
  expect(screen.getByText(/^Entered .* Never shown again\.$/)).toBeVisible();
});

test('the status is proven anew after it, and read once that is done', async () => {
  const usual = checkedAs('OK');
  let finish = (): void => undefined;
  const isFinished = new Promise<void>(resolve => (finish = resolve));
  const { user, secret, requests } = await open(async request => {
    if (request.path === '/registries/main/checks') await isFinished;
    return usual(request);
  });
  const asked = (path: string) => requests.filter(one => one.path === path).length;
  await user.type(secret, `${CANARY}{Enter}`);
  await waitFor(() => expect(asked('/registries/main')).toBe(2));
  expect(asked('/registries/main/checks')).toBe(1);
  finish();
  await waitFor(() => expect(asked('/registries/main')).toBe(3));
});

test('it is not tried where the old one was proven, which may be refused to it', async () => {
  const status = { code: 'OK', proven: ['endpoint', 'pull:acme/api'] } as const;
  const usual = checkedAs('OK');
  const stored = registryBackend({ registry: { status }, credential: CREDENTIAL });
  const { user, secret, requests } = await open(request =>
    request.path === '/registries/main' ? stored(request) : usual(request),
  );
  await user.type(secret, `${CANARY}{Enter}`);
  const checks = () => requests.filter(({ path }) => path === '/registries/main/checks');
  await waitFor(() => expect(checks()).toHaveLength(1));
  expect(checks()[0]?.body).toEqual({ purpose: 'pull' });
});

test('what a check told of the old secret goes with it', async () => {
  const usual = checkedAs('OK');
  const explanation = 'ghcr.io refused the old secret.';
  const { user, secret } = await open(
    request => {
      if (request.path !== '/registries/main/checks') return usual(request);
      return { status: { code: 'INVALID', proven: [] }, explanation, steps: [], hints: [] };
    },
    async page => {
      await page.click(await screen.findByRole('button', { name: 'Check now' }));
      expect(await screen.findByText(explanation)).toBeVisible();
    },
  );
  await user.type(secret, `${CANARY}{Enter}`);
  expect(await screen.findByText('The new secret is saved.')).toBeVisible();
  await waitFor(() => expect(screen.queryByText(explanation)).not.toBeInTheDocument());
});

test('when it ends is sent, where it was entered', async () => {
  const { user, secret, requests } = await open(checkedAs('OK'));
  await user.type(screen.getByLabelText('Ends on (optional)'), '2027-01-31');
  await user.type(secret, `${CANARY}{Enter}`);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(requests.find(({ method }) => method === 'PUT')?.body).toHaveProperty(
    'expiresAt',
    '2027-01-31T23:59:59.000Z',
  );
});

test('a day that was entered gives way to what the new secret says itself', async () => {
  const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '');
  const token = `${part({ alg: 'none' })}.${part({ exp: 1_800_000_000 })}.c2ln`;
  const { user, secret, requests } = await open(checkedAs('OK'));
  await user.type(screen.getByLabelText('Ends on (optional)'), '2027-01-31');
  await user.type(secret, `${token}{Enter}`);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  const saved = requests.find(({ method }) => method === 'PUT')?.body;
  expect(saved).toMatchObject({ password: token });
  expect(saved).not.toHaveProperty('expiresAt');
  const checked = requests.find(({ path }) => path === '/checks')?.body;
  expect(checked).not.toHaveProperty('registry.pullCredential.expiresAt');
});

test('one that is refused is saved only with a reason, and another one is checked anew', async () => {
  const { user, secret, requests } = await open(checkedAs('INVALID'));
  await user.type(secret, `${CANARY}{Enter}`);
  expect(await screen.findByText('It is INVALID.')).toBeVisible();
  const why = await screen.findByLabelText('Why save it although the check failed?');
  expect(why).toBeValid();
  await user.type(secret, '{Enter}');
  expect(why).toHaveAccessibleDescription(/Say why, in 1 to 500 characters\.$/);
  await user.type(secret, '2');
  expect(screen.queryByText('It is INVALID.')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Check and save' }));
  const again = await screen.findByLabelText('Why save it although the check failed?');
  expect(requests.some(({ method }) => method === 'PUT')).toBe(false);
  await user.type(again, ' It begins tomorrow. {Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(requests.find(({ method }) => method === 'PUT')?.body).toMatchObject({
    ...{ password: `${CANARY}2`, reason: 'It begins tomorrow.' },
  });
  expect(requests.filter(({ path }) => path === '/checks')).toHaveLength(2);
});

test('where nothing can be checked, it is saved with a reason as well', async () => {
  const usual = checkedAs('OK');
  const { user, secret, requests } = await open(request =>
    request.path === '/checks'
      ? refusal(429, { name: 'TooManyRequestsError', message: 'You have checked too often.' })
      : usual(request),
  );
  await user.type(secret, `${CANARY}{Enter}`);
  expect(await screen.findByText('You have checked too often.')).toBeVisible();
  await user.type(screen.getByLabelText('Why save it without a check?'), 'In a hurry.{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(requests.find(({ method }) => method === 'PUT')?.body).toHaveProperty(
    'reason',
    'In a hurry.',
  );
});

test('once it can be checked again, it is, and needs no reason', async () => {
  const usual = checkedAs('OK');
  let isDown = true;
  const { user, secret, requests } = await open(request =>
    isDown && request.path === '/checks'
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The network is away.' })
      : usual(request),
  );
  await user.type(secret, `${CANARY}{Enter}`);
  expect(await screen.findByText('The network is away.')).toBeVisible();
  const why = screen.getByLabelText('Why save it without a check?');
  await user.type(why, 'x');
  expect(screen.getByRole('button', { name: 'Save nevertheless' })).toBeVisible();
  await user.clear(why);
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Check and save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(requests.filter(({ path }) => path === '/checks')).toHaveLength(2);
  expect(requests.find(({ method }) => method === 'PUT')?.body).not.toHaveProperty('reason');
});

test('without a secret nothing is sent', async () => {
  const { user, secret, requests } = await open(checkedAs('OK'));
  await user.click(screen.getByRole('button', { name: 'Check and save' }));
  expect(secret).toHaveAccessibleDescription(/Enter the new secret\.$/);
  expect(requests.every(({ method }) => method === 'GET')).toBe(true);
});

test('what somebody else has changed meanwhile is told, and loaded again', async () => {
  const stale = () =>
    refusal(412, { name: 'PreconditionFailedError', message: 'Stale.', changed: ['username'] });
  const { user, secret, requests } = await open(checkedAs('OK', stale));
  await user.type(secret, `${CANARY}{Enter}`);
  expect(await screen.findByRole('alert')).toHaveTextContent('Changed: username.');
  const reads = () => requests.filter(one => one.path === '/credentials/robot').length;
  const before = reads();
  await user.click(screen.getByRole('button', { name: 'Load again' }));
  await waitFor(() => expect(reads()).toBe(before + 1));
});

test('what could not be read is asked again, and the first field has the focus then', async () => {
  const user = userEvent.setup();
  let isDown = false;
  const usual = checkedAs('OK');
  showRegistry(request =>
    isDown && request.path === '/credentials/robot'
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The database is away.' })
      : usual(request),
  );
  const opener = await screen.findByRole('button', { name: 'New secret' });
  isDown = true;
  await user.click(opener);
  const again = await screen.findByRole('button', { name: 'Try again' });
  isDown = false;
  await user.click(again);
  const first = await screen.findByLabelText('GitHub user name');
  await waitFor(() => expect(first).toHaveFocus());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(opener).toHaveFocus());
});

/** Checks take until they are let go. */
function slowlyCheckedAs(code: string) {
  const usual = checkedAs(code);
  let finish = (): void => undefined;
  const isFinished = new Promise<void>(resolve => (finish = resolve));
  const answer: Answer = async request => {
    if (request.path === '/checks') await isFinished;
    return usual(request);
  };
  return { answer, finish: () => finish() };
}

test('what was changed during a check is neither proven by it nor saved', async () => {
  const { answer, finish } = slowlyCheckedAs('INVALID');
  const { user, secret, requests } = await open(answer);
  const checks = () => requests.filter(({ path }) => path === '/checks');
  await user.type(secret, `${CANARY}{Enter}`);
  await waitFor(() => expect(checks()).toHaveLength(1));
  await user.type(secret, '2');
  finish();
  const save = () => screen.getByRole('button', { name: 'Check and save' });
  await waitFor(() => expect(save()).not.toHaveAttribute('data-pending'));
  expect(screen.queryByText('It is INVALID.')).not.toBeInTheDocument();
  await user.click(save());
  expect(await screen.findByText('It is INVALID.')).toBeVisible();
  expect(checks()[1]?.body).toMatchObject({
    registry: { pullCredential: { password: `${CANARY}2` } },
  });
});

test.each([
  ['changed', (user: UserEvent, secret: HTMLElement) => user.type(secret, '2')],
  ['cancelled', (user: UserEvent) => user.click(screen.getByRole('button', { name: 'Cancel' }))],
])('what was %s during a check is not saved once that is good', async (_, interrupt) => {
  const { answer, finish } = slowlyCheckedAs('OK');
  const { user, secret, requests } = await open(answer);
  await user.type(secret, `${CANARY}{Enter}`);
  await waitFor(() => expect(requests.some(({ path }) => path === '/checks')).toBe(true));
  await interrupt(user, secret);
  finish();
  // What would be saved would be so before this is read.
  await new Promise(resolve => setTimeout(resolve));
  expect(requests.some(({ method }) => method === 'PUT')).toBe(false);
});
