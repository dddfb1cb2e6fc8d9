import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal, registryList, registryNamed } from '../../dev/berth-answers.ts';
import { credentialList, showCredentials } from '../../dev/credentials-page.tsx';
import { showPage } from '../../dev/registries-page.tsx';
import { credentialNamed } from '../../dev/registry-page.tsx';

const address = () => screen.getByLabelText('Address').textContent;
const list = () => credentialList([credentialNamed('robot')]);

test('a row shows all of a credential but its secret', async () => {
  const shown = credentialNamed('robot', {
    title: 'Build robot',
    hosts: ['ghcr.io', 'quay.io'],
    expiresAt: '2040-01-31T23:59:59.000Z',
    usedBy: ['main', 'mirror'],
    secretChangedAt: '2020-01-01T00:00:00.000Z',
    secretChangedBy: 'user:default/jane',
  });
  showCredentials('', () => credentialList([shown]));
  await screen.findByRole('link', { name: 'robot' });
  expect(screen.getAllByRole('columnheader').map(header => header.textContent)).toEqual([
    ...['Name', 'Kind', 'Hosts', 'Ends', 'Used by', 'Secret changed'],
  ]);
  const row = screen.getByRole('row', { name: /^robot/ });
  const cells = within(row).getAllByRole('gridcell');
  expect([within(row).getByRole('rowheader'), ...cells].map(cell => cell.textContent)).toEqual([
    ...['robotBuild robot', 'User name and password or token', 'ghcr.io, quay.io'],
    ...[expect.stringMatching(/^in \d+ years31 Jan 2040$/) as string, 'mainmirror'],
    expect.stringMatching(/^\d+ years agoby user:default\/jane$/) as string,
  ]);
  expect(screen.getByRole('link', { name: 'robot' })).toHaveAttribute(
    'href',
    '/registries/-/credentials/robot',
  );
  expect(screen.getByRole('link', { name: 'mirror' })).toHaveAttribute(
    'href',
    '/registries/mirror',
  );
});

test('one that nobody uses, one of many and one without a secret say so', async () => {
  const usedBy = ['a', 'b', 'c', 'd', 'e'];
  showCredentials('', () =>
    credentialList([
      credentialNamed('left', { id: '1', usedBy: [] }),
      credentialNamed('many', { id: '2', usedBy, kind: 'aws-role', hasSecret: false, hosts: [] }),
    ]),
  );
  const left = await screen.findByRole('row', { name: /^left/ });
  expect(within(left).getByText('No registry')).toBeVisible();
  const many = screen.getByRole('row', { name: /^many/ });
  expect(within(many).getByText('and 2 more')).toBeVisible();
  expect(within(many).getByText('None is stored')).toBeVisible();
});

test('the two lists lead to each other', async () => {
  showPage('', ({ path }) => {
    return path === '/credentials' ? list() : registryList([registryNamed('main')]);
  });
  await screen.findByRole('link', { name: 'main' });
  const lists = screen.getByRole('navigation', { name: 'Lists' });
  const [registries, credentials] = within(lists).getAllByRole('link');
  expect(registries).toHaveAttribute('aria-current', 'page');
  expect(credentials).not.toHaveAttribute('aria-current');
  await userEvent.click(within(lists).getByRole('link', { name: 'Credentials' }));
  expect(await screen.findByRole('link', { name: 'robot' })).toBeVisible();
  expect(within(lists).getByRole('link', { name: 'Credentials' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await userEvent.click(within(lists).getByRole('link', { name: 'Registries' }));
  expect(await screen.findByRole('link', { name: 'main' })).toBeVisible();
});

test('what is typed, chosen and sorted is in the URL and asked of the backend', async () => {
  const { requests } = showCredentials('?kind=password', list);
  await screen.findByRole('link', { name: 'robot' });
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search credentials' }), 'ro');
  await waitFor(() => expect(address()).toMatch(/\?search=ro&kind=password$/));
  await userEvent.click(screen.getByRole('columnheader', { name: 'Ends' }));
  await waitFor(() =>
    expect(requests.at(-1)?.query.toString()).toBe(
      'search=ro&kind=password&sort=expiresAt&limit=50',
    ),
  );
  expect(address()).toBe('/registries/-/credentials?search=ro&kind=password&sort=expiresAt');
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(address()).toBe('/registries/-/credentials?sort=expiresAt'));
  expect(screen.getByRole('searchbox')).toHaveFocus();
});

test('the next page is asked by its cursor', async () => {
  const { requests } = showCredentials('', ({ query }) => ({
    ...credentialList(
      [credentialNamed(query.has('cursor') ? 'second' : 'first')],
      query.has('cursor') ? undefined : 'abc',
    ),
    totalItems: 51,
  }));
  await screen.findByRole('link', { name: 'first' });
  await userEvent.click(screen.getByRole('button', { name: /next/i }));
  expect(await screen.findByRole('link', { name: 'second' })).toBeInTheDocument();
  expect(requests.at(-1)?.query.get('cursor')).toBe('abc');
});

test('where there is none to see, that is said, and filters that find none are cleared', async () => {
  showCredentials('', () => credentialList([]));
  expect(await screen.findByRole('heading', { name: 'No credential here' })).toBeVisible();
  expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
});

test('filters that find nothing are no empty list', async () => {
  showCredentials('?search=zzz', ({ query }) =>
    query.has('search') ? credentialList([]) : list(),
  );
  expect(await screen.findByText('No credential matches these filters.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByRole('link', { name: 'robot' })).toBeInTheDocument();
});

test('until the first page is there, its place is held', async () => {
  let answer = () => {};
  const waiting = new Promise<void>(resolve => (answer = resolve));
  showCredentials('', async () => {
    await waiting;
    return list();
  });
  expect(await screen.findByRole('grid')).toHaveAccessibleDescription(/Loading table data\.$/);
  answer();
  expect(await screen.findByRole('link', { name: 'robot' })).toBeInTheDocument();
});

test('an error says what happened, and can be tried again', async () => {
  let isDown = true;
  showCredentials('', () =>
    isDown
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The database is away.' })
      : list(),
  );
  expect(await screen.findByText('The database is away.')).toBeInTheDocument();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'robot' })).toBeInTheDocument();
});
