import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EVERY_ACTION, refusal, type Answer } from '../../dev/berth-answers.ts';
import { registryBackend, showRegistry } from '../../dev/registry-page.tsx';

/** Answers one of the lists, and everything else as usual. */
function withList(path: string, list: Answer): Answer {
  const usual = registryBackend({});
  return request => (request.path.endsWith(path) ? list(request) : usual(request));
}

function page(items: readonly object[], nextCursor?: string) {
  return { items, totalItems: 30, pageInfo: nextCursor === undefined ? {} : { nextCursor } };
}

describe('the history', () => {
  test('is a band with a name, and a list of the same, the newest first', async () => {
    showRegistry(
      withList('/status-history', () =>
        page([
          { code: 'INVALID', at: '2026-02-01T00:00:00.000Z', cause: 'The token has ended.' },
          { code: 'OK', at: '2026-01-01T00:00:00.000Z' },
        ]),
      ),
    );
    const list = await screen.findByRole('list', { name: 'Status history' });
    const lines = within(list).getAllByRole('listitem');
    expect(lines.map(line => line.textContent)).toEqual([
      expect.stringMatching(/^IInvalid from 1 Feb 2026, .* until nowThe token has ended\.$/),
      expect.stringMatching(/^OOK from 1 Jan 2026, .* to 1 Feb 2026, /),
    ]);
    const band = screen.getByRole('img', { name: /^Status since/ });
    expect(band).toHaveAccessibleName(/, the oldest first: OK, Invalid\.$/);
    const heights = [...band.querySelectorAll('rect')].map(one => one.getAttribute('height'));
    expect(new Set(heights).size).toBe(2);
  });

  test('says so where there is none yet', async () => {
    showRegistry(registryBackend({}));
    expect(await screen.findByText(/^Nothing yet\. Berth checks it/)).toBeVisible();
    expect(screen.queryByRole('list', { name: 'Status history' })).not.toBeInTheDocument();
  });
});

describe('who uses it', () => {
  test('is a table that grows by a page', async () => {
    const { requests } = showRegistry(
      withList('/usages', ({ query }) =>
        query.has('cursor')
          ? { ...page([{ app: 'component:default/shop', source: 'annotation' }]), default: true }
          : {
              ...page(
                [
                  {
                    ...{ app: 'component:default/payments', environment: 'production' },
                    ...{ source: 'selection', repository: 'acme/pay', pullSecretName: 'pull' },
                  },
                ],
                'abc',
              ),
              default: true,
            },
      ),
    );
    expect(await screen.findByRole('heading', { name: 'Used by (30)' })).toBeVisible();
    const cells = () => screen.getAllByRole('gridcell').map(cell => cell.textContent);
    expect(screen.getByRole('rowheader')).toHaveTextContent('component:default/payments');
    expect(cells()).toEqual(['production', 'Chosen here', 'acme/pay', 'pull']);
    expect(screen.getByText(/^It is the default: apps that have chosen nothing/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Load more apps' }));
    await waitFor(() => expect(screen.getAllByRole('rowheader')).toHaveLength(2));
    expect(cells().slice(4)).toEqual(['All', 'Annotation', '–', '–']);
    expect(requests.at(-1)?.query.get('cursor')).toBe('abc');
    expect(screen.queryByRole('button', { name: 'Load more apps' })).not.toBeInTheDocument();
    expect(screen.getByText('All apps are shown.')).toHaveFocus();
  });

  test('says so where nobody does', async () => {
    showRegistry(registryBackend({}));
    expect(await screen.findByText(/^No app has chosen it\./)).toBeVisible();
  });

  test('says how many it is that the catalog does not show', async () => {
    showRegistry(
      withList('/usages', () => ({ ...page([]), totalItems: 2, hidden: 2, default: false })),
    );
    expect(
      await screen.findByText('2 choices are by entities that the catalog does not show you.'),
    ).toBeVisible();
    expect(screen.queryByText(/^No app has chosen it/)).not.toBeInTheDocument();
  });

  test('has an error of its own, that can be tried again', async () => {
    let isDown = true;
    showRegistry(
      withList('/usages', () =>
        isDown
          ? refusal(503, { name: 'ServiceUnavailableError', message: 'No catalog.' })
          : { ...page([]), totalItems: 0, default: false },
      ),
    );
    expect(await screen.findByText('No catalog.')).toBeVisible();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^No app has chosen it\./)).toBeVisible();
    expect(screen.getByRole('article', { name: 'Used by (0)' })).toHaveFocus();
  });
});

describe('the events', () => {
  const EVENT = {
    ...{ id: '1', at: '2026-01-02T03:04:00.000Z', action: 'credential.update' },
    ...{ actor: 'user:default/jane', actorKind: 'user', target: 'credential:robot' },
    ...{ outcome: 'succeeded', reason: 'The old one was lost.' },
    changes: [{ field: 'password', before: 'fingerprint k:1', after: 'fingerprint k:2' }],
  };

  test('say who did what, when and why, and what it changed', async () => {
    const { requests } = showRegistry(withList('/events', () => page([EVENT])));
    const list = await screen.findByRole('list', { name: 'Events' });
    expect(await within(list).findByText('changed the credential robot')).toBeVisible();
    expect(within(list).getByText('user:default/jane')).toBeVisible();
    expect(within(list).getByText('Reason: The old one was lost.')).toBeVisible();
    expect(
      within(list).getByText('password: fingerprint k:1 → fingerprint k:2'),
    ).toBeInTheDocument();
    const asked = requests.filter(({ path }) => path === '/events');
    expect(asked.map(({ query }) => query.get('registry'))).toEqual([
      '00000000-0000-4000-8000-main00000000',
    ]);
  });

  test('are those of the credential as well, by the keyboard', async () => {
    const { requests } = showRegistry(withList('/events', () => page([EVENT])));
    const toggle = await screen.findByRole('radio', { name: 'Credential' });
    act(() => toggle.focus());
    await userEvent.keyboard(' ');
    await waitFor(() =>
      expect(requests.at(-1)?.query.get('credential')).toBe('00000000-0000-4000-8000-00000000cred'),
    );
  });

  test('are not asked for by those who may not see them, who are told who may', async () => {
    const { requests } = showRegistry(registryBackend({}), {
      permitted: EVERY_ACTION.filter(action => action !== 'event.read'),
    });
    expect(await screen.findByText(/^Who did what is for the admins of Berth/)).toBeVisible();
    expect(requests.some(({ path }) => path === '/events')).toBe(false);
  });
});
