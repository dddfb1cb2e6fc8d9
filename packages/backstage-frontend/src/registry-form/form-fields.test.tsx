import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, registryList, registryNamed } from '../../dev/berth-answers.ts';
import { enter } from '../../dev/enter.ts';
import { checked, emptyBackend, notFound, showPage } from '../../dev/registries-page.tsx';

const CANARY = 'canary-5ecret';

async function enterLogin() {
  await enter('GitHub user name', 'acme-bot');
  await userEvent.click(screen.getByLabelText('Personal access token (classic)'));
  await userEvent.paste(CANARY);
}

async function fill(label: string, text: string) {
  const field = screen.getByLabelText(label);
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
}

async function saved(requests: ReturnType<typeof showPage>['requests']) {
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/" is saved\.$/)).toBeInTheDocument();
  return requests.find(({ method }) => method === 'PUT')?.body;
}

test('everything that a registry can have is sent', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await enterLogin();
  await fill('Title (optional)', 'GitHub');
  await fill('Description (optional)', 'For everybody.');
  await fill('Owner (optional)', 'group:platform');
  await fill(
    'Scope (optional)',
    'group:default/payments\nSystem:default/Checkout, domain:commerce',
  );
  await fill('Labels (optional)', 'tier=gold\nacme.example/cost-center=42');
  for (const name of ['Source of base images', /^Disabled/, /^Managed/]) {
    await userEvent.click(screen.getByRole('checkbox', { name }));
  }
  expect(await saved(requests)).toMatchObject({
    title: 'GitHub',
    description: 'For everybody.',
    owner: 'group:default/platform',
    scope: ['group:default/payments', 'system:default/checkout', 'domain:default/commerce'],
    labels: { tier: 'gold', 'acme.example/cost-center': '42' },
    purposes: ['pull', 'source'],
    disabled: true,
    management: 'managed',
  });
});

test.each([
  ['Owner (optional)', 'payments', /^.*"payments" is no reference to a group or user/],
  ['Scope (optional)', 'group:default/a\nuser:default/b', /"user:default\/b" is no reference to a/],
  ['Labels (optional)', 'tier=gold\n=x', /"=x" is no label\. Write key=value/],
  ['Labels (optional)', 'tier=gold\ntier=silver', /The label "tier" is there twice/],
  ['Name', 'Docker Hub', /The name "Docker Hub" cannot be used/],
])('of "%s" %j is told while it is entered', async (label, text, problem) => {
  const { requests } = showPage('/-/new?provider=ghcr', notFound);
  await screen.findByLabelText(label);
  await fill(label, text);
  await userEvent.tab();
  expect(screen.getByLabelText(label)).toHaveAccessibleDescription(problem);
  expect(requests).toEqual([]);
});

test('without any purpose it is not saved', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', notFound);
  await enterLogin();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Pull' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Choose at least one.')).toBeInTheDocument();
  expect(requests).toEqual([]);
});

test('a public registry needs no login, and says what that means', async () => {
  const { requests } = showPage('/-/new?provider=docker-hub', emptyBackend());
  await userEvent.click(await screen.findByRole('button', { name: /Login/ }));
  await userEvent.click(await screen.findByRole('option', { name: /^None, public/ }));
  expect(screen.queryByLabelText('Docker ID')).not.toBeInTheDocument();
  const hints = within(screen.getByRole('list', { name: 'Hints' })).getAllByRole('listitem');
  expect(hints.map(({ textContent }) => textContent)).toEqual([
    'Everybody may pull from a public registry: keep images of your own in a private one.',
    'Without a login Docker Hub limits pulls by address, which everybody behind it shares.',
  ]);
  const body = await saved(requests);
  expect(body).not.toHaveProperty('pullCredential');
  expect(body).toMatchObject({ provider: 'docker-hub', server: 'docker.io' });
});

test('the page to add a registry says so, and the keyboard comes to its fields first', async () => {
  showPage('/-/new?provider=ghcr', notFound);
  expect(await screen.findByRole('heading', { name: 'Add registry', level: 2 })).toBeVisible();
  await userEvent.tab();
  expect(screen.getByLabelText('Paste anything')).toHaveFocus();
  await userEvent.tab();
  expect(screen.getByRole('radio', { name: /^GitHub/ })).toHaveFocus();
});

test('the keyboard alone fills in and saves the form', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await screen.findByLabelText('Paste anything');
  const reach = async (isThere: (label: string) => boolean) => {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      await userEvent.tab();
      const { activeElement } = document;
      const input = activeElement instanceof HTMLInputElement ? activeElement : undefined;
      const label = input?.labels?.[0]?.textContent ?? activeElement?.textContent ?? '';
      if (isThere(label)) return;
    }
    throw new Error('The keyboard does not get there.');
  };
  await reach(label => label === 'GitHub user name');
  await userEvent.keyboard('acme-bot');
  await reach(label => label === 'Personal access token (classic)');
  await userEvent.keyboard(CANARY);
  await reach(label => label === 'Save');
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText('"ghcr" is saved.')).toBeInTheDocument();
  expect(requests.find(({ method }) => method === 'PUT')?.body).toMatchObject({
    pullCredential: { username: 'acme-bot', password: CANARY },
  });
});

test('the day on which a secret ends is sent with it', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await enterLogin();
  await fill('Ends on (optional)', '2027-01-31');
  expect(await saved(requests)).toMatchObject({
    pullCredential: { password: CANARY, expiresAt: '2027-01-31T23:59:59.000Z' },
  });
});

test('the day is not asked for where the secret says it itself', async () => {
  showPage('/-/new?provider=generic', notFound);
  const payload = btoa(JSON.stringify({ exp: 1_800_000_000 })).replaceAll('=', '');
  await userEvent.click(await screen.findByLabelText('Password, access token or API key'));
  await userEvent.paste(`eyJhbGciOiJub25lIn0.${payload}.c2ln`);
  expect(screen.getByText('It ends on 15 Jan 2027, 08:00, as it says itself.')).toBeInTheDocument();
  expect(screen.queryByLabelText('Ends on (optional)')).not.toBeInTheDocument();
});

test('workflows push by the same login', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await enterLogin();
  await userEvent.click(screen.getByRole('radio', { name: 'The same login' }));
  expect(screen.getByRole('checkbox', { name: 'Push' })).toBeChecked();
  expect(await saved(requests)).toMatchObject({
    pullCredential: { name: 'ghcr' },
    pushCredential: 'ghcr',
    purposes: ['pull', 'push'],
  });
});

test('workflows push by another login, which is checked and saved beside the first', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await enterLogin();
  await userEvent.click(screen.getByRole('radio', { name: /^Another login/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByLabelText('Personal access token (classic) to push')).toBeInvalid();
  await fill('GitHub user name to push', 'acme-pusher-bot');
  await fill('Personal access token (classic) to push', `${CANARY}-2`);
  expect(await saved(requests)).toMatchObject({
    pullCredential: { name: 'ghcr', username: 'acme-bot', password: CANARY },
    pushCredential: { name: 'ghcr-push', username: 'acme-pusher-bot', password: `${CANARY}-2` },
  });
  const checks = requests.filter(({ path }) => path === '/checks');
  expect(checks.map(({ body }) => (body as { purpose?: string }).purpose)).toEqual([
    ...[undefined, 'push'],
  ]);
});

const robot = { name: 'robot', kind: 'password', hasSecret: true, username: 'ci' };

test('a credential that is stored can be chosen, if its secret is for this server', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', request =>
    request.path === '/credentials'
      ? {
          items: [
            { ...robot, hosts: ['ghcr.io'] },
            { ...robot, name: 'q', hosts: ['quay.io'] },
          ],
        }
      : emptyBackend()(request),
  );
  await userEvent.click(await screen.findByRole('button', { name: /Login/ }));
  await userEvent.click(await screen.findByRole('option', { name: /stored already/ }));
  expect(screen.queryByLabelText('GitHub user name')).not.toBeInTheDocument();
  const choice = await screen.findByRole('button', { name: /Stored credential/ });
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Choose a credential.')).toBeInTheDocument();
  await userEvent.click(choice);
  expect((await screen.findAllByRole('option')).map(one => one.textContent)).toEqual(['robot, ci']);
  await userEvent.click(screen.getByRole('option', { name: 'robot, ci' }));
  expect(await saved(requests)).toMatchObject({ pullCredential: 'robot' });
  const asked = requests.find(({ path }) => path === '/credentials');
  expect(asked?.query.toString()).toBe('kind=password&sort=name&limit=500');
});

test('where no stored credential is for this server, that is explained', async () => {
  showPage('/-/new?provider=ghcr', ({ path }) =>
    path === '/credentials' ? { items: [{ ...robot, hosts: ['quay.io'] }] } : notFound(),
  );
  await userEvent.click(await screen.findByRole('button', { name: /Login/ }));
  await userEvent.click(await screen.findByRole('option', { name: /stored already/ }));
  expect(await screen.findByText(/^No stored credential is for ghcr\.io\./)).toBeInTheDocument();
});

const stored = registryNamed('main', {
  ...{ pullCredential: 'main', pushCredential: 'pusher', purposes: ['pull', 'push'] },
  ...{ owner: 'group:default/platform', scope: ['system:default/checkout'] },
  labels: { tier: 'gold' },
  login: { kind: 'password', username: 'acme-bot' },
});

const editing = (credentials: Readonly<Record<string, object>>) =>
  showPage('/main/edit', ({ method, path }) => {
    const credential = /^\/credentials\/(.*)$/.exec(path)?.[1];
    if (credential !== undefined) return credentials[credential] ?? notFound();
    if (path === '/checks') return checked('OK');
    if (path === '/credentials') return { items: [] };
    return method === 'GET' && path === '/registries' ? registryList([stored]) : stored;
  });

const main = {
  ...{ name: 'main', kind: 'password', hasSecret: true, username: 'acme-bot' },
  ...{ expiresAt: '2027-01-15T08:00:00.000Z', secretChangedAt: '2026-01-02T03:04:00Z' },
};
const pusher = { name: 'pusher', kind: 'password', hasSecret: true, username: 'acme-pusher' };

test('what is stored is in the form, but for its secrets, and goes back as it is', async () => {
  const { requests } = editing({ main, pusher });
  expect(await screen.findByLabelText('Scope (optional)')).toHaveValue('system:default/checkout');
  expect(screen.getByLabelText('Labels (optional)')).toHaveValue('tier=gold');
  expect(screen.getByLabelText('Ends on (optional)')).toHaveValue('2027-01-15');
  expect(screen.getByLabelText('GitHub user name to push')).toHaveValue('acme-pusher');
  expect(screen.getByLabelText('Personal access token (classic) to push')).toHaveValue('');
  await fill('Title (optional)', 'GitHub');
  expect(await saved(requests)).toMatchObject({
    ...{ pullCredential: 'main', pushCredential: 'pusher', owner: 'group:default/platform' },
    ...{ scope: ['system:default/checkout'], labels: { tier: 'gold' } },
  });
});

test('a credential that somebody may not read stays as it is', async () => {
  const { requests } = editing({});
  await screen.findByLabelText('Title (optional)');
  const choice = await screen.findByRole('button', { name: /Stored credential to push/ });
  expect(choice).toHaveTextContent('pusher, which you may not read');
  await fill('Title (optional)', 'GitHub');
  expect(await saved(requests)).toMatchObject({
    ...{ pullCredential: 'main', pushCredential: 'pusher' },
  });
});

test('the day of the old secret does not count for a new one', async () => {
  const { requests } = editing({ main, pusher });
  await screen.findByLabelText('Ends on (optional)');
  await fill('Personal access token (classic)', CANARY);
  expect(screen.getByLabelText('Ends on (optional)')).toHaveValue('');
  const body = (await saved(requests)) as { readonly pullCredential: object };
  expect(body.pullCredential).toMatchObject({ name: 'main', password: CANARY });
  expect(body.pullCredential).not.toHaveProperty('expiresAt');
});

test('a day that is entered with a new secret is sent, though it be the old one', async () => {
  const { requests } = editing({ main, pusher });
  await screen.findByLabelText('Ends on (optional)');
  await fill('Personal access token (classic)', CANARY);
  await fill('Ends on (optional)', '2027-01-15');
  expect(await saved(requests)).toMatchObject({
    pullCredential: { expiresAt: '2027-01-15T23:59:59.000Z' },
  });
});

test('what is changed of a login that serves other registries is said to be theirs', async () => {
  editing({ main: { ...main, usedBy: ['main', 'mirror', 'team'] }, pusher });
  expect(
    await screen.findByText('What you change of "main" is for mirror, team as well.'),
  ).toBeInTheDocument();
});

test('another day alone is sent without a secret', async () => {
  const { requests } = editing({ main, pusher });
  await screen.findByLabelText('Ends on (optional)');
  await fill('Ends on (optional)', '2028-02-29');
  const body = (await saved(requests)) as { readonly pullCredential: object };
  expect(body.pullCredential).toMatchObject({ expiresAt: '2028-02-29T23:59:59.000Z' });
  expect(body.pullCredential).not.toHaveProperty('password');
});

test('a name cannot be changed, and the form says why and what to do instead', async () => {
  editing({ main, pusher });
  const name = await screen.findByLabelText('Name');
  expect(name).toHaveValue('main');
  expect(name).toBeDisabled();
  expect(name).toHaveAccessibleDescription(
    'Workflows and apps refer to it by this name, so it cannot be changed. To rename it, add another registry and let them choose that one.',
  );
});

test('an owner that is a person is warned of', async () => {
  showPage('/-/new?provider=ghcr', notFound);
  await screen.findByLabelText('Owner (optional)');
  await fill('Owner (optional)', 'user:default/jane');
  expect(screen.getByText(/^When this person leaves, only administrators/)).toBeInTheDocument();
});

test('who may not add a registry gets no form', async () => {
  showPage('/-/new?provider=ghcr', notFound, { permitted: ['registry.read'] });
  expect(await screen.findByText(/^You may not add registries\. Ask/)).toBeInTheDocument();
  expect(screen.queryByLabelText('GitHub user name')).not.toBeInTheDocument();
});

test('who may not change a registry is told whom to ask, and cannot save', async () => {
  showPage('/main/edit', ({ path }) => (path === '/registries/main' ? stored : notFound()), {
    permitted: ['registry.read'],
  });
  expect(
    await screen.findByText(
      'You may not change this registry. Ask its owner, group:default/platform, to.',
    ),
  ).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('a registry that cannot be read can be tried again', async () => {
  let isDown = true;
  showPage('/main/edit', ({ path }) => {
    if (isDown) return refusal(503, { name: 'Unavailable', message: 'The database is away.' });
    return path === '/registries/main' ? stored : notFound();
  });
  expect(await screen.findByText('The database is away.')).toBeInTheDocument();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('main'));
  expect(screen.getByRole('main')).toHaveFocus();
});
