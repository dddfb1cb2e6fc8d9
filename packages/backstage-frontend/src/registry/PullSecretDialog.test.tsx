import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, type Answer } from '../../dev/berth-answers.ts';
import { registryBackend, showRegistry } from '../../dev/registry-page.tsx';

const CANARY = 'canary-5ecret';
const MANIFEST = `kind: Secret\ndata: ${CANARY}\n`;

function exporting(changes: object = {}): Answer {
  const usual = registryBackend({});
  return request =>
    request.path.endsWith('/pull-secret-exports')
      ? { format: 'yaml', name: 'docker-credentials', manifest: MANIFEST, ...changes }
      : usual(request);
}

/** All that can be read of the page, values of fields included. */
function readable(): string {
  const fields = [...document.querySelectorAll('input, textarea')].map(field =>
    'value' in field ? String(field.value) : '',
  );
  return [document.documentElement.outerHTML, ...fields].join('\n');
}

async function exportIt(answer: Answer = exporting()) {
  const user = userEvent.setup();
  const backend = showRegistry(answer);
  await user.click(await screen.findByRole('button', { name: 'Pull secret' }));
  await user.type(await screen.findByLabelText(/^Reason/), 'New cluster');
  await user.click(screen.getByRole('button', { name: 'Export' }));
  const manifest = await screen.findByLabelText('Manifest');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Copy' })).toHaveFocus());
  return { ...backend, user, manifest };
}

test('no pull secret is exported without a reason, and what is wrong is told at its field', async () => {
  const user = userEvent.setup();
  const { requests } = showRegistry(exporting());
  await user.click(await screen.findByRole('button', { name: 'Pull secret' }));
  const namespace = await screen.findByLabelText('Namespace (optional)');
  await user.type(namespace, 'Prod');
  await user.click(screen.getByRole('button', { name: 'Export' }));
  expect(screen.getByLabelText(/^Reason/)).toHaveAccessibleDescription(
    /Say what you need the pull secret for\.$/,
  );
  expect(namespace).toHaveAccessibleDescription(/namespace "Prod"/);
  expect(requests.some(({ method }) => method === 'POST')).toBe(false);
});

test('it is exported in the format that was chosen, with all that was entered', async () => {
  const user = userEvent.setup();
  const { requests } = showRegistry(exporting({ format: 'json' }));
  await user.click(await screen.findByRole('button', { name: 'Pull secret' }));
  await user.type(await screen.findByLabelText(/^Reason/), ' New cluster ');
  await user.click(screen.getByRole('radio', { name: 'JSON, for kubectl apply' }));
  await user.clear(screen.getByLabelText('Name'));
  await user.type(screen.getByLabelText('Name'), 'pull');
  await user.type(screen.getByLabelText('Namespace (optional)'), 'shop{Enter}');
  expect(await screen.findByLabelText('Manifest')).toHaveValue(MANIFEST);
  expect(screen.getByLabelText('Manifest')).toHaveAttribute('readonly');
  expect(screen.getByText('It holds a password')).toBeVisible();
  expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
    ...{ format: 'json', name: 'pull', namespace: 'shop', reason: 'New cluster' },
  });
});

test('one that ends soon says so', async () => {
  const expiresAt = new Date(Date.now() + 12 * 3_600_000).toISOString();
  await exportIt(exporting({ expiresAt }));
  expect(screen.getByText(/^It ends in 1[12] hours$/)).toBeVisible();
});

test('the focus goes with what the dialog shows, from the form to the manifest and back', async () => {
  const hidden = vi.spyOn(document, 'hidden', 'get');
  const { user } = await exportIt();
  const copy = screen.getByRole('button', { name: 'Copy' });
  expect(copy).toHaveFocus();
  expect(copy).toHaveAccessibleDescription(/^It holds a password/);
  hidden.mockReturnValue(true);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  await waitFor(() => expect(screen.getByLabelText(/^Reason/)).toHaveFocus());
  hidden.mockRestore();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

test.each([
  ['closed', (user: ReturnType<typeof userEvent.setup>) => user.keyboard('{Escape}')],
  [
    'closed by its button',
    (user: ReturnType<typeof userEvent.setup>) =>
      user.click(screen.getAllByRole('button', { name: 'Close' })[0] ?? document.body),
  ],
])('it is gone from the page when its dialog is %s', async (_, close) => {
  const { user } = await exportIt();
  expect(readable()).toContain(CANARY);
  await close(user);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(readable()).not.toContain(CANARY);
  await waitFor(() => expect(screen.getByRole('button', { name: 'Pull secret' })).toHaveFocus());
});

test('it is gone once the page is out of sight, and says so to those who come back', async () => {
  const hidden = vi.spyOn(document, 'hidden', 'get');
  await exportIt();
  hidden.mockReturnValue(true);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(await screen.findByText('The pull secret was taken off the screen')).toBeVisible();
  expect(readable()).not.toContain(CANARY);
  hidden.mockRestore();
});

test('it is in no address, no console, and nothing that the browser keeps', async () => {
  const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map(name =>
    vi.spyOn(console, name).mockImplementation(() => undefined),
  );
  const { user } = await exportIt();
  const kept = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, window.history.state]);
  expect(kept + document.cookie + window.location.href).not.toContain(CANARY);
  expect(screen.getByLabelText('Address', { selector: 'output' })).not.toHaveTextContent(CANARY);
  await user.keyboard('{Escape}');
  expect(JSON.stringify(said.map(spy => spy.mock.calls.map(String)))).not.toContain(CANARY);
  vi.restoreAllMocks();
});

test('it is copied', async () => {
  const { user } = await exportIt();
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByText('Copied.')).toBeVisible();
  expect(await navigator.clipboard.readText()).toBe(MANIFEST);
});

test('where it cannot be copied, it is selected to copy it by hand', async () => {
  const { user, manifest } = await exportIt();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('Not allowed.'));
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByText(/does not let it be copied/)).toBeVisible();
  if (!(manifest instanceof HTMLTextAreaElement)) throw new Error('It is no text area.');
  expect(manifest.selectionEnd - manifest.selectionStart).toBe(MANIFEST.length);
});

test.each([
  ['yaml', 'docker-credentials.yaml'],
  ['json', 'docker-credentials.json'],
  ['dt-secrets', 'docker-credentials.yaml'],
])('one of the format %s is saved as %s', async (format, name) => {
  const saved: string[] = [];
  const addresses = { create: vi.fn(() => 'blob:one'), revoke: vi.fn() };
  Object.assign(URL, { createObjectURL: addresses.create, revokeObjectURL: addresses.revoke });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(`${this.download} ${this.href}`);
  });
  const { user } = await exportIt(exporting({ format }));
  await user.click(screen.getByRole('button', { name: 'Download' }));
  expect(saved).toEqual([`${name} blob:one`]);
  expect(addresses.revoke).toHaveBeenCalledWith('blob:one');
  expect(screen.getByText(`Saved as ${name}.`)).toBeVisible();
  vi.restoreAllMocks();
});

test('a refusal is told, and the form stays', async () => {
  const user = userEvent.setup();
  const usual = registryBackend({});
  showRegistry(request =>
    request.path.endsWith('/pull-secret-exports')
      ? refusal(409, { name: 'ConflictError', message: 'The secret is for another host.' })
      : usual(request),
  );
  await user.click(await screen.findByRole('button', { name: 'Pull secret' }));
  await user.type(await screen.findByLabelText(/^Reason/), 'New cluster{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('The secret is for another host.');
  expect(screen.getByLabelText(/^Reason/)).toHaveValue('New cluster');
});
