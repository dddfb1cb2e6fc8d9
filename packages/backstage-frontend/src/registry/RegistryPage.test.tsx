import type { Status } from '@berth/backstage-plugin-berth-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, registryNamed, type Answer } from '../../dev/berth-answers.ts';
import { registryBackend, showRegistry } from '../../dev/registry-page.tsx';

const CERTIFICATE = {
  ...{ subject: 'O=Acme, CN=Acme Root', issuer: 'O=Acme, CN=Acme Root' },
  ...{ validFrom: '2020-01-01T00:00:00.000Z', validTo: '2020-12-31T00:00:00.000Z' },
  fingerprint: 'AB:CD',
};

test('the head says what it is and how it is, and leads to editing', async () => {
  showRegistry(
    registryBackend({
      registry: {
        title: 'GitHub',
        default: true,
        status: {
          ...{ code: 'INVALID', proven: ['endpoint'], since: '2026-11-20T10:00:00.000Z' },
          ...{ cause: 'ghcr.io refused the password.', nextStep: 'Make a new token.' },
        },
      },
    }),
  );
  expect(await screen.findByRole('heading', { name: 'GitHub' })).toBeInTheDocument();
  expect(screen.getByText('Default')).toBeInTheDocument();
  expect(screen.getByText('ghcr.io refused the password.')).toBeVisible();
  expect(screen.getByText('Make a new token.')).toBeVisible();
  expect(screen.getByText('The server is a registry')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Edit' })).toHaveAttribute(
    'href',
    '/registries/main/edit',
  );
});

test('the facts name everything but the secret, and say when that was entered and by whom', async () => {
  showRegistry(
    registryBackend({
      registry: {
        ...{ owner: 'group:default/payments', scope: ['system:default/checkout'] },
        ...{ labels: { tier: 'gold' }, purposes: ['pull', 'push'], pushCredential: 'robot' },
        ...{ connection: 'ca', caCertificate: 'PEM', caCertificates: [CERTIFICATE] },
      },
      credential: {
        usedBy: ['main', 'mirror'],
        secretChangedAt: '2026-01-02T03:04:00.000Z',
        secretChangedBy: 'user:default/jane',
      },
    }),
  );
  const shown = await screen.findByRole('heading', { name: 'main' });
  expect(shown).toBeInTheDocument();
  const fact = (label: string) =>
    screen.getByText(label, { selector: 'dt *' }).closest('div')?.querySelector('dd')?.textContent;
  expect(fact('Images are named')).toBe('ghcr.io/…');
  expect(fact('For')).toBe('Pull, Push');
  expect(fact('Owner')).toBe('group:default/payments');
  expect(fact('Who may choose it')).toBe('The apps ofsystem:default/checkout');
  expect(fact('Labels')).toBe('tier=gold');
  expect(fact('Certificate authority')).toBe('O=Acme, CN=Acme Root');
  expect(fact('Issued by')).toBe('Itself');
  expect(fact('Valid to')).toMatch(/: it has ended$/);
  expect(fact('User name')).toBe('octocat');
  expect(fact('Used for pushes')).toBe('This one');
  expect(fact('Used by other registries')).toBe('mirror');
  expect(fact('Secret')).toMatch(/^Entered .* by user:default\/jane\. Never shown again\.$/);
});

test('a day on which a secret ends is shown as it was entered', async () => {
  const expiresAt = '2027-01-31T23:59:59.000Z';
  showRegistry(
    registryBackend({
      registry: {
        status: { code: 'OK', proven: [], expiresAt },
        login: { kind: 'password', username: 'octocat', expiresAt },
      },
    }),
  );
  const ends = await screen.findAllByText('Ends', { selector: 'dt *' });
  const shown = ends.map(label => label.closest('div')?.querySelector('dd')?.textContent);
  expect(shown).toEqual([
    expect.stringMatching(/, 31 Jan 2027$/),
    expect.stringMatching(/, 31 Jan 2027$/),
  ]);
});

test('an insecure connection says what it costs', async () => {
  showRegistry(registryBackend({ registry: { connection: 'insecure' } }));
  expect(
    await screen.findByText('Whoever is on the way can read the password and change the images'),
  ).toBeVisible();
});

test('who may not do something is told who may, and finds it disabled', async () => {
  const registry = { owner: 'group:default/payments' };
  showRegistry(registryBackend({ registry }), { permitted: ['registry.read'] });
  const remove = await screen.findByRole('button', { name: 'Delete' });
  expect(remove).toBeDisabled();
  expect(remove).toHaveAccessibleDescription(
    [
      "Only its owner group:default/payments and Berth's admins may check, edit and delete it.",
      "Only the owner of its credential and Berth's admins may enter a new secret.",
      "Only Berth's admins, and whom they let, may export its pull secret.",
    ].join(' '),
  );
  for (const name of ['Check now', 'Pull secret', 'New secret']) {
    expect(screen.getByRole('button', { name })).toBeDisabled();
  }
  expect(screen.getByRole('link', { name: 'Edit' })).toHaveAttribute('aria-disabled', 'true');
  expect(screen.getByRole('switch', { name: 'Default registry' })).toBeDisabled();
});

test('a public registry offers nothing that is done with secrets', async () => {
  showRegistry(registryBackend({ registry: { login: undefined, pullCredential: undefined } }));
  expect(await screen.findByText('None: images that everybody may pull.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Pull secret' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'New secret' })).not.toBeInTheDocument();
});

test('where there is none of this name, the way back is shown', async () => {
  showRegistry(() => refusal(404, { name: 'NotFoundError', message: 'There is none.' }));
  expect(await screen.findByText('There is no registry "main"')).toBeVisible();
  expect(screen.getByRole('link', { name: 'All registries' })).toHaveAttribute(
    'href',
    '/registries',
  );
});

test('it says that it loads, and an error can be tried again', async () => {
  let isDown = true;
  const answer = registryBackend({});
  showRegistry(request =>
    isDown
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The database is away.' })
      : answer(request),
  );
  expect(screen.getByRole('group', { name: 'Loading' })).toHaveAttribute('aria-busy', 'true');
  expect(await screen.findByText('The database is away.')).toBeVisible();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'main' })).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
});

test('one that nobody has checked names the button that does', async () => {
  showRegistry(registryBackend({}));
  const button = await screen.findByRole('button', { name: 'Check now' });
  expect(screen.getByText(`Open it and press "${button.textContent}".`)).toBeVisible();
});

test('a check says what was proven, and what it changed is read again', async () => {
  let isChecked = false;
  const { requests } = showRegistry(request => {
    if (request.path === '/registries/main/checks') {
      isChecked = true;
      return {
        status: { code: 'OK', proven: ['endpoint', 'identity'] },
        ...{ explanation: 'ghcr.io accepts the login.', hints: [] },
        steps: [
          { step: 'endpoint', outcome: 'proven' },
          { step: 'identity', outcome: 'proven' },
        ],
      };
    }
    const status = isChecked ? ({ code: 'OK', proven: ['identity'] } as const) : undefined;
    return registryBackend({ registry: status && { status } })(request);
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Check now' }));
  const steps = await screen.findByRole('list', { name: 'Steps of the check' });
  expect(
    within(steps)
      .getAllByRole('listitem')
      .map(item => item.textContent),
  ).toEqual(['The server is a registry: proven', 'The registry accepts the login: proven']);
  expect((await screen.findAllByRole('img', { name: /^OK/ })).length).toBeGreaterThan(0);
  expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({ purpose: 'pull' });
});

test('a repository is tried that somebody names, and the one in which it was proven', async () => {
  const unclear: Status = {
    ...({ code: 'UNKNOWN', proven: ['endpoint'] } as const),
    ...{ checkedAt: '2026-11-20T10:00:00.000Z' },
    ...{ cause: 'It lets strangers in.', nextStep: 'Check it with a repository.' },
  };
  let isProven = false;
  const { requests } = showRegistry(request => {
    if (request.path === '/registries/main/checks') {
      isProven = true;
      const status = { code: 'OK', proven: ['endpoint', 'pull:acme/api'] };
      return { status, explanation: '', hints: [], steps: [] };
    }
    const status = isProven
      ? ({ code: 'OK', proven: ['endpoint', 'pull:acme/api'] } as const)
      : unclear;
    return registryBackend({ registry: { status } })(request);
  });
  expect((await screen.findAllByRole('img', { name: /^Not proven\./ })).length).toBeGreaterThan(0);
  await userEvent.type(screen.getByLabelText('Repository to try (optional)'), ' acme/api {Enter}');
  await screen.findByText('It may pull acme/api');
  const checks = requests.filter(({ method }) => method === 'POST');
  expect(checks.map(({ body }) => body)).toEqual([{ purpose: 'pull', repository: 'acme/api' }]);
});

test('the repository in which it was proven is tried again, unless it is emptied', async () => {
  const status = { code: 'OK', proven: ['endpoint', 'pull:acme/api'] } as const;
  const { requests } = showRegistry(request =>
    request.path === '/registries/main/checks'
      ? { status, explanation: '', hints: [], steps: [] }
      : registryBackend({ registry: { status } })(request),
  );
  const field = await screen.findByLabelText('Repository to try (optional)');
  expect(field).toHaveValue('acme/api');
  const checks = () => requests.filter(({ method }) => method === 'POST');
  const press = () => userEvent.click(screen.getByRole('button', { name: 'Check now' }));
  await press();
  await waitFor(() => expect(checks()).toHaveLength(1));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Check now' })).not.toHaveAttribute('data-pending'),
  );
  await userEvent.clear(field);
  await press();
  await waitFor(() => expect(checks()).toHaveLength(2));
  expect(checks().map(({ body }) => body)).toEqual([
    { purpose: 'pull', repository: 'acme/api' },
    { purpose: 'pull' },
  ]);
});

test.each([
  ['to pull', ['pull', 'push'], ['push:acme/web', 'pull:acme/api'], 'acme/api'],
  ['to push', ['push'], ['pull:acme/api', 'push:acme/web'], 'acme/web'],
  ['to pull, if only the push was proven', ['pull', 'push'], ['push:acme/web'], ''],
] as const)(
  'the repository to try is the one that was proven %s',
  async (_, purposes, proven, repository) => {
    const status = { code: 'OK', proven: ['endpoint', ...proven] } as const;
    showRegistry(registryBackend({ registry: { purposes: [...purposes], status } }));
    expect(await screen.findByLabelText('Repository to try (optional)')).toHaveValue(repository);
  },
);

test('who checks too often is told how long to wait', async () => {
  const answer = registryBackend({});
  showRegistry(request => {
    if (!request.path.endsWith('/checks')) return answer(request);
    const error = { name: 'TooManyRequestsError', message: 'You have checked too often.' };
    const { body, status } = refusal(429, error);
    return new Response(body, { status, headers: { 'Retry-After': '40' } });
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Check now' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'You have checked too often. You can try again in 40 seconds.',
  );
  expect(screen.getByRole('button', { name: 'Check now' })).toBeDisabled();
  await waitFor(() => expect(screen.getByRole('article', { name: 'Status' })).toHaveFocus());
});

test('another default is chosen in place of the one that was read', async () => {
  let isDefault = false;
  const { requests } = showRegistry(request => {
    if (request.path === '/default-registry') {
      isDefault ||= request.method === 'PUT';
      const body = registryNamed('other', { default: true });
      return Response.json(body, { headers: { ETag: '"other-7"' } });
    }
    return registryBackend({ registry: { default: isDefault } })(request);
  });
  await userEvent.click(await screen.findByRole('switch', { name: 'Default registry' }));
  await waitFor(() => expect(screen.getByRole('switch')).toBeChecked());
  // The switch can do no more: what is around it says why, and has the focus.
  expect(screen.getByRole('group', { name: 'Default registry' })).toHaveFocus();
  const chosen = requests.find(({ method }) => method === 'PUT');
  expect(chosen?.body).toEqual({ registry: 'main' });
  expect(chosen?.headers.get('If-Match')).toBe('"other-7"');
  expect(screen.getByRole('switch')).toHaveAccessibleDescription(
    'To change that, make another registry the default.',
  );
});

/** A registry with a scope, and another one that is the default until it is by force. */
function narrowBackend(scope: readonly string[]): Answer {
  let isDefault = false;
  return request => {
    if (request.path !== '/default-registry') {
      return registryBackend({ registry: { scope: [...scope], default: isDefault } })(request);
    }
    if (request.method === 'GET') return registryNamed('other');
    if (request.query.get('force') !== 'true') {
      const error = { name: 'ConflictError', message: 'Add force=true.', default: true };
      return refusal(409, { ...error, code: 'DEFAULT_HAS_SCOPE', heldBy: 'apps' });
    }
    isDefault = true;
    return registryNamed('main');
  };
}

test.each([
  ['has a scope', ['group:default/payments'], ['true']],
  ['got a scope meanwhile', [], [null, null, 'true']],
])('one that %s becomes the default once that is meant', async (_, scope, forced) => {
  const { requests } = showRegistry(narrowBackend(scope));
  const press = async () =>
    userEvent.click(await screen.findByRole('switch', { name: 'Default registry' }));
  await press();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^It has a scopeApps that have chosen nothing use the default, and those outside/,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(screen.getByRole('switch')).toHaveFocus();
  await press();
  await userEvent.click(await screen.findByRole('button', { name: 'Make it the default' }));
  await waitFor(() => expect(screen.getByRole('switch')).toBeChecked());
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(document.body).not.toHaveFocus();
  const puts = requests.filter(({ method }) => method === 'PUT');
  expect(puts.map(({ query }) => query.get('force'))).toEqual(forced);
});

test('a conflict says what somebody else has changed, and loads it again', async () => {
  const answer = registryBackend({});
  const { requests } = showRegistry(request => {
    if (request.path !== '/default-registry') return answer(request);
    if (request.method === 'GET') return registryNamed('other');
    const error = { name: 'PreconditionFailedError', message: 'Stale.', changed: ['default'] };
    return refusal(412, error);
  });
  await userEvent.click(await screen.findByRole('switch', { name: 'Default registry' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Changed: default.');
  const read = () => requests.filter(({ path }) => path === '/registries/main').length;
  const before = read();
  await userEvent.click(screen.getByRole('button', { name: 'Load again' }));
  await waitFor(() => expect(read()).toBe(before + 1));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(screen.getByRole('group', { name: 'Default registry' })).toHaveFocus();
});
