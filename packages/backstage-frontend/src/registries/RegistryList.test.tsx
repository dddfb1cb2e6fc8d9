import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { vi } from 'vitest';
import { Address } from '../../dev/Address.tsx';
import {
  backendOf,
  refusal,
  registryList,
  registryNamed,
  type Answer,
} from '../../dev/berth-answers.ts';
import { emptyBackend } from '../../dev/registries-page.tsx';
import { BerthClient } from '../api/berth-client.ts';
import { berthApiRef } from '../api/berth-api.ts';
import { RegistriesPage } from './RegistriesPage.tsx';

function showList(
  answer: Answer,
  { address = '/registries', permitted }: { address?: string; permitted?: readonly string[] } = {},
) {
  const backend = backendOf(answer, permitted);
  renderInTestApp(
    <>
      <RegistriesPage />
      <Address />
    </>,
    {
      apis: [
        [fetchApiRef, backend],
        [berthApiRef, new BerthClient({ fetchApi: backend })],
      ],
      mountPath: '/registries',
      initialRouteEntries: [address],
    },
  );
  return backend;
}

const address = () => screen.getByLabelText('Address').textContent;

test('a row shows the columns that people know, and what is not known as a dash', async () => {
  const login = { kind: 'password', username: 'octocat', email: 'ops@acme.example' } as const;
  const usedBy = { selections: 0, annotations: 0 };
  showList(() => registryList([registryNamed('main', { default: true, login, usedBy })]));
  await screen.findByRole('link', { name: 'main' });
  const headers = screen.getAllByRole('columnheader').map(header => header.textContent);
  expect(headers).toEqual([
    ...['Name', 'Status', 'Server', 'Email', 'Username'],
    ...['Provider', 'Default', 'Used by', 'Expires'],
  ]);
  const row = screen.getByRole('row', { name: /^main/ });
  const cells = within(row).getAllByRole('gridcell');
  expect([within(row).getByRole('rowheader'), ...cells].map(cell => cell.textContent)).toEqual([
    ...['main', 'Not checked', 'ghcr.io', 'ops@acme.example', 'octocat'],
    ...['GHGitHub Container Registry', 'Default', '0: 0 selections and 0 annotations', '–'],
  ]);
  expect(screen.getByRole('link', { name: 'main' })).toHaveAttribute('href', '/registries/main');
});

test('the row that the documentation of Kalix and Akka shows looks the same', async () => {
  const row = registryNamed('docker-credentials', {
    ...{ provider: 'gcr', server: 'https://us.gcr.io', host: 'us.gcr.io' },
    status: { code: 'OK', proven: ['endpoint', 'identity'] },
    login: { kind: 'google-key', username: '_json_key', email: 'user@example.com' },
  });
  showList(() => registryList([row]));
  const shown = await screen.findByRole('row', { name: /^docker-credentials/ });
  const [status, server, email, username] = within(shown).getAllByRole('gridcell');
  expect(
    [within(shown).getByRole('rowheader'), status, server, email, username].map(
      cell => cell?.textContent,
    ),
  ).toEqual(['docker-credentials', 'OK', 'https://us.gcr.io', 'user@example.com', '_json_key']);
});

test('who uses a registry is one number, which says what it counts', async () => {
  showList(() =>
    registryList([
      registryNamed('main', { usedBy: { selections: 3, annotations: 1 } }),
      registryNamed('other', { usedBy: { selections: 2 } }),
      registryNamed('third', { usedBy: { selections: 0 } }),
    ]),
  );
  await screen.findByRole('link', { name: 'main' });
  const titles = screen.getAllByTitle(/selection/).map(({ title }) => title);
  expect(titles).toEqual([
    '3 selections and 1 annotation',
    '2 selections; the catalog could not be asked for annotations',
    '0 selections; the catalog could not be asked for annotations',
  ]);
  const counts = screen.getAllByTitle(/selection/).map(cell => cell.firstChild?.textContent);
  expect(counts).toEqual(['4', '2+', '–']);
});

test('a disabled registry and one that the platform manages are marked', async () => {
  showList(() => registryList([registryNamed('main', { disabled: true, management: 'managed' })]));
  const row = await screen.findByRole('row', { name: /main/ });
  expect(within(row).getByText('Disabled')).toBeInTheDocument();
  expect(within(row).getByText('Managed')).toBeInTheDocument();
});

test('a status says why and what to do to those who cannot see it', async () => {
  const status = {
    code: 'INVALID',
    proven: ['endpoint'],
    cause: 'ghcr.io refused the password.',
    nextStep: 'Make a new token.',
  } as const;
  showList(() => registryList([registryNamed('main', { status })]));
  const shown = await screen.findByRole('img', { name: /^Invalid/ });
  expect(shown).toHaveAccessibleName('Invalid. ghcr.io refused the password. Make a new token.');
  expect(shown).toHaveAttribute('tabindex', '0');
});

const expired = {
  code: 'EXPIRED',
  proven: ['endpoint'],
  cause: 'The token ended on 1 November.',
  nextStep: 'Make a new token and enter it.',
} as const;

test('the next step of a status is shown when the keyboard reaches it, and goes by Escape', async () => {
  showList(() => registryList([registryNamed('main', { status: expired })]));
  const shown = await screen.findByRole('img', { name: /^Expired/ });
  for (let tabs = 0; tabs < 20 && document.activeElement !== shown; tabs += 1) {
    await userEvent.tab();
    if (document.activeElement?.closest('table')) await userEvent.keyboard('{ArrowRight}');
  }
  expect(shown).toHaveFocus();
  const tooltip = await screen.findByRole('tooltip');
  expect(tooltip).toHaveTextContent('Make a new token and enter it.');
  expect(shown).toHaveAccessibleName(/Make a new token and enter it\.$/);
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('tooltip')).not.toBeInTheDocument());
});

test('the next step of a status is shown where the pointer rests on it', async () => {
  showList(() => registryList([registryNamed('main', { status: expired })]));
  const shown = await screen.findByRole('img', { name: /^Expired/ });
  // A pointer that has moved tells that a pointer is in use, and not the keyboard.
  fireEvent.pointerMove(document.body);
  fireEvent.mouseMove(document.body);
  await userEvent.hover(shown);
  expect(await screen.findByRole('tooltip')).toHaveTextContent('Make a new token and enter it.');
});

test('who may not add a registry is told whom to ask', async () => {
  showList(() => registryList([registryNamed('main')]), { permitted: ['registry.read'] });
  await screen.findByRole('link', { name: 'main' });
  const add = await screen.findByRole('button', { name: 'Add registry' });
  await waitFor(() =>
    expect(add).toHaveAccessibleDescription(
      'You may not add registries. Ask whoever runs this portal for the right to.',
    ),
  );
  expect(add).toBeDisabled();
  expect(screen.queryByRole('link', { name: 'Add registry' })).not.toBeInTheDocument();
});

test('who may not add a registry is not led to a form where there is none yet', async () => {
  showList(() => registryList([]), { permitted: ['registry.read'] });
  const add = await screen.findByRole('button', { name: 'Add your first registry' });
  await waitFor(() => expect(add).toHaveAccessibleDescription(/Ask whoever runs this portal/));
  expect(add).toBeDisabled();
  expect(screen.queryByRole('link', { name: 'Amazon ECR' })).not.toBeInTheDocument();
});

test('until the first page is there, its place is held', async () => {
  let answer = () => {};
  const waiting = new Promise<void>(resolve => (answer = resolve));
  showList(async () => {
    await waiting;
    return registryList([registryNamed('main')]);
  });
  const table = await screen.findByRole('grid');
  expect(table).toHaveAccessibleDescription(/Loading table data\.$/);
  expect(within(table).getAllByRole('row').length).toBeGreaterThan(3);
  answer();
  expect(await screen.findByRole('link', { name: 'main' })).toBeInTheDocument();
});

test('typing in the search draws no row anew, and asks once', async () => {
  const rows = Array.from({ length: 50 }, (_, index) =>
    registryNamed(`registry-${index}`, {
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      expiresAt: '2030-01-01T00:00:00Z',
    }),
  );
  const { requests } = showList(() => ({ ...registryList(rows, 'next'), totalItems: 1000 }));
  await screen.findByRole('link', { name: 'registry-49' });
  // Each row formats the time at which its credential ends.
  const drawn = vi.spyOn(Intl.RelativeTimeFormat.prototype, 'format');
  const box = screen.getByRole('searchbox');
  const before = requests.length;
  fireEvent.change(box, { target: { value: 'r' } });
  fireEvent.change(box, { target: { value: 're' } });
  fireEvent.change(box, { target: { value: 'reg' } });
  expect(box).toHaveValue('reg');
  // The list does not know of it before a pause.
  expect(address()).toBe('/registries');
  expect(drawn).not.toHaveBeenCalled();
  await waitFor(() => expect(address()).toBe('/registries?search=reg'));
  await waitFor(() => expect(requests.length).toBeGreaterThan(before));
  expect(requests.slice(before).map(({ query }) => query.get('search'))).toEqual(['reg']);
  drawn.mockRestore();
});

test('the rows of a page are in the URL, and asked of the backend', async () => {
  const { requests } = showList(() => registryList([registryNamed('main')]), {
    address: '/registries?limit=100',
  });
  await screen.findByRole('link', { name: 'main' });
  expect(requests[0]?.query.get('limit')).toBe('100');
  await userEvent.click(screen.getByRole('button', { name: /rows/i }));
  await userEvent.click(await screen.findByRole('option', { name: '20 rows' }));
  await waitFor(() => expect(address()).toBe('/registries?limit=20'));
  await waitFor(() => expect(requests.at(-1)?.query.get('limit')).toBe('20'));
});

test('where there is no registry, one click leads to the form of the right provider', async () => {
  showList(() => registryList([]));
  expect(await screen.findByText('No registry yet')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Add your first registry' })).toHaveAttribute(
    'href',
    '/registries/-/new',
  );
  expect(screen.getByRole('link', { name: 'Amazon ECR' })).toHaveAttribute(
    'href',
    '/registries/-/new?provider=ecr',
  );
});

test('filters come from the URL, and an empty result offers to clear them', async () => {
  const { requests } = showList(
    ({ query }) => registryList(query.has('status') ? [] : [registryNamed('main')]),
    { address: '/registries?search=gh&status=EXPIRED' },
  );
  expect(await screen.findByText('No registry matches these filters.')).toBeInTheDocument();
  expect(requests[0]?.query.toString()).toBe('search=gh&status=EXPIRED&sort=name&limit=50');
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByRole('link', { name: 'main' })).toBeInTheDocument();
  expect(address()).toBe('/registries');
  expect(screen.queryByRole('button', { name: 'Clear filters' })).not.toBeInTheDocument();
  expect(screen.getByRole('searchbox')).toHaveFocus();
});

test('clearing a search that found nothing leaves the focus where it is', async () => {
  const { requests } = showList(
    ({ query }) => registryList(query.has('search') ? [] : [registryNamed('main')]),
    { address: '/registries?search=zzz' },
  );
  expect(await screen.findByText('No registry matches these filters.')).toBeInTheDocument();
  const box = screen.getByRole('searchbox');
  let wasEmpty = false;
  const watching = new MutationObserver(() => {
    wasEmpty ||= screen.queryByText('No registry yet') !== null;
  });
  watching.observe(document.body, { childList: true, subtree: true });
  await userEvent.clear(box);
  expect(await screen.findByRole('link', { name: 'main' })).toBeInTheDocument();
  watching.disconnect();
  expect(requests.at(-1)?.query.has('search')).toBe(false);
  expect(wasEmpty).toBe(false);
  expect(box).toHaveFocus();
});

test('what is typed and how it is sorted is in the URL and asked of the backend', async () => {
  const { requests } = showList(() => registryList([registryNamed('main')]));
  await screen.findByRole('link', { name: 'main' });
  await userEvent.type(screen.getByRole('searchbox'), 'ma');
  await waitFor(() => expect(address()).toBe('/registries?search=ma'));
  await userEvent.click(screen.getByRole('columnheader', { name: 'Server' }));
  await waitFor(() => expect(address()).toBe('/registries?search=ma&sort=server'));
  await waitFor(() =>
    expect(requests.at(-1)?.query.toString()).toBe('search=ma&sort=server&limit=50'),
  );
});

test.each([
  ['Status', 'status', '-status'],
  ['Expires', 'expiresAt', '-expiresAt'],
])('a press on %s sorts by it, and another turns it round', async (label, up, down) => {
  const { requests } = showList(() => registryList([registryNamed('main')]));
  await screen.findByRole('link', { name: 'main' });
  await userEvent.click(screen.getByRole('columnheader', { name: label }));
  await waitFor(() => expect(address()).toBe(`/registries?sort=${up}`));
  await waitFor(() => expect(requests.at(-1)?.query.get('sort')).toBe(up));
  await userEvent.click(screen.getByRole('columnheader', { name: label }));
  await waitFor(() => expect(address()).toBe(`/registries?sort=${down}`));
  await waitFor(() => expect(requests.at(-1)?.query.get('sort')).toBe(down));
});

test('a registry ends when the first of its logins does', async () => {
  const login = { kind: 'password', expiresAt: '2040-01-01T23:59:59.000Z' } as const;
  const expiresAt = '2039-01-31T23:59:59.000Z';
  showList(() => registryList([registryNamed('main', { login, expiresAt })]));
  const row = await screen.findByRole('row', { name: /^main/ });
  expect(within(row).getByText('31 Jan 2039')).toBeVisible();
});

test('what few look for is filtered by the keyboard, and stays in sight', async () => {
  const { requests } = showList(() => registryList([registryNamed('main')]));
  await screen.findByRole('link', { name: 'main' });
  expect(screen.queryByRole('button', { name: /Show/ })).not.toBeInTheDocument();
  const more = screen.getByRole('button', { name: 'More filters' });
  expect(more).toHaveAttribute('aria-expanded', 'false');
  act(() => more.focus());
  await userEvent.keyboard('{Enter}');
  act(() => screen.getByRole('button', { name: /Show/ }).focus());
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('option', { name: 'Disabled' });
  await userEvent.keyboard('{End}{Enter}');
  await waitFor(() => expect(address()).toBe('/registries?show=disabled'));
  await waitFor(() =>
    expect(requests.at(-1)?.query.toString()).toBe('disabled=true&sort=name&limit=50'),
  );
  expect(screen.getByRole('button', { name: /Show/ })).toHaveTextContent('Disabled');
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(address()).toBe('/registries'));
});

test('an owner of the URL is in the filter, beside what the reader owns by', async () => {
  const { requests } = showList(() => registryList([registryNamed('main')]), {
    address: '/registries?owner=group:default/payments&purpose=push',
  });
  await screen.findByRole('link', { name: 'main' });
  expect(requests[0]?.query.toString()).toBe(
    'purpose=push&owner=group%3Adefault%2Fpayments&sort=name&limit=50',
  );
  const owner = screen.getByRole('button', { name: /Owner/ });
  expect(owner).toHaveTextContent('group:default/payments');
  await userEvent.click(owner);
  const offered = await screen.findAllByRole('option');
  expect(offered.map(option => option.textContent)).toEqual([
    'user:default/guest',
    'group:default/payments',
  ]);
});

test('the next page is asked by its cursor', async () => {
  const { requests } = showList(({ query }) => ({
    ...registryList(
      [registryNamed(query.has('cursor') ? 'second' : 'first')],
      query.has('cursor') ? undefined : 'abc',
    ),
    totalItems: 51,
  }));
  await screen.findByRole('link', { name: 'first' });
  await userEvent.click(screen.getByRole('button', { name: /next/i }));
  expect(await screen.findByRole('link', { name: 'second' })).toBeInTheDocument();
  expect(requests.at(-1)?.query.get('cursor')).toBe('abc');
  // There is no page after it: the button for that cannot have the focus.
  await waitFor(() => expect(screen.getByRole('button', { name: /previous/i })).toHaveFocus());
});

test('the link to another page leaves the focus to that page', async () => {
  showList(request => emptyBackend()(request));
  await userEvent.click(await screen.findByRole('link', { name: 'Add registry' }));
  expect(await screen.findByRole('heading', { name: 'Add registry' })).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('main', { name: 'Registries' })).toHaveFocus());
});

test('an error says what happened, and can be tried again', async () => {
  let isDown = true;
  showList(() =>
    isDown
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The database is away.' })
      : registryList([registryNamed('main')]),
  );
  expect(await screen.findByText('The database is away.')).toBeInTheDocument();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'main' })).toBeInTheDocument();
  expect(screen.getByRole('main')).toHaveFocus();
});
