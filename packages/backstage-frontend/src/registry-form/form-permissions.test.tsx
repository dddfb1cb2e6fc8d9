import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EVERY_ACTION, refusal, registryList, registryNamed } from '../../dev/berth-answers.ts';
import { notFound, showPage } from '../../dev/registries-page.tsx';

const WITHOUT_DEFAULT = EVERY_ACTION.filter(action => action !== 'default-registry.update');

test.each(['/-/new?provider=ghcr', '/main/edit'])(
  'at %s only those who may choose the default can tick it',
  async address => {
    const stored = registryNamed('main');
    const answer = ({ path }: { readonly path: string }) =>
      path === '/registries/main' ? stored : notFound();
    showPage(address, answer, { permitted: WITHOUT_DEFAULT });
    const box = await screen.findByRole('checkbox', { name: /^Default registry/ });
    expect(box).toBeDisabled();
    expect(box).toHaveAccessibleDescription("Only Berth's admins choose the default.");
  },
);

test.each([
  ['who may check it', EVERY_ACTION, 1],
  ['who may not check it', EVERY_ACTION.filter(action => action !== 'registry.check'), 0],
])('what is stored is checked anew after a change by somebody %s', async (_, permitted, count) => {
  const stored = registryNamed('main', { status: { code: 'INVALID', proven: [] } });
  const { requests } = showPage(
    '/main/edit',
    ({ method, path }) => {
      if (path === '/registries/main/checks') return refusal(503, { name: 'E', message: 'Away.' });
      return method === 'GET' && path === '/registries' ? registryList([stored]) : stored;
    },
    { permitted },
  );
  await userEvent.type(await screen.findByLabelText('Title (optional)'), 'Main');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('"main" is saved.')).toBeInTheDocument();
  const written = requests.filter(({ method }) => method !== 'GET');
  expect(written.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'PUT /registries/main',
    ...Array.from({ length: count }, () => 'POST /registries/main/checks'),
  ]);
});
