import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import {
  backendOf,
  refusal,
  registryList,
  registryNamed,
  type Answer,
} from '../../dev/berth-answers.ts';
import { BerthClient } from '../api/berth-client.ts';
import { berthApiRef } from '../api/berth-api.ts';
import { RegistriesPage } from './RegistriesPage.tsx';

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{pathname + search}</output>;
}

function showList(answer: Answer, address = '/registries') {
  const backend = backendOf(answer);
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
  showList(() => registryList([registryNamed('main', { default: true, login })]));
  await screen.findByRole('link', { name: 'main' });
  const headers = screen.getAllByRole('columnheader').map(header => header.textContent);
  expect(headers).toEqual([
    ...['Name', 'Status', 'Server', 'Email', 'Username', 'Provider', 'Expires'],
  ]);
  for (const text of ['Default', 'ghcr.io', 'ops@acme.example', 'octocat', '–']) {
    expect(screen.getByText(text)).toBeInTheDocument();
  }
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
    '/registries?search=gh&status=EXPIRED',
  );
  expect(await screen.findByText('No registry matches these filters.')).toBeInTheDocument();
  expect(requests[0]?.query.toString()).toBe('search=gh&status=EXPIRED&sort=name&limit=50');
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByRole('link', { name: 'main' })).toBeInTheDocument();
  expect(address()).toBe('/registries');
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
});
