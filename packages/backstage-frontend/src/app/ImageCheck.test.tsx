import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { effectiveRegistry, PUBLIC_IMAGES } from '../../dev/effective-answers.ts';
import { pageLinks } from '../registries/page-links.ts';
import { AppLinksContext } from './app-links.ts';
import { ImageCheck } from './ImageCheck.tsx';

function show(effective = effectiveRegistry(), mayAddRegistry = true) {
  renderInTestApp(
    <AppLinksContext.Provider value={{ registries: pageLinks('/registries') }}>
      <ImageCheck effective={effective} mayAddRegistry={mayAddRegistry} />
    </AppLinksContext.Provider>,
  );
  return screen.findByLabelText('Image');
}

async function type(text: string) {
  const field = await show();
  await userEvent.type(field, text);
  const answer = await screen.findByRole('region', { name: 'What the image means' });
  return { field, answer };
}

test('nothing is said of nothing', async () => {
  await show();
  expect(screen.queryByRole('region', { name: 'What the image means' })).toBeNull();
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});

test('a problem has its place, and one press of a key mends it', async () => {
  const { field } = await type('ghcr.io/Acme/api:1');
  const problems = within(await screen.findByRole('list', { name: 'Problems of the image' }));
  expect(problems.getByRole('listitem')).toHaveTextContent(/^Error, characters 9 to 12: /);
  expect(field).toHaveAttribute('aria-invalid', 'true');
  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Replace "Acme" by "acme"' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(field).toHaveValue('ghcr.io/acme/api:1');
  expect(field).toHaveFocus();
  await waitFor(() => expect(field).not.toHaveAttribute('aria-invalid'));
  expect(screen.queryByRole('list', { name: 'Problems of the image' })).toBeNull();
});

test('the parts are named, with what docker fills in', async () => {
  const { answer } = await type('nginx');
  await waitFor(() => expect(answer).toHaveTextContent('In full: docker.io/library/nginx:latest'));
  const terms = within(answer).getAllByRole('term');
  const definitions = within(answer).getAllByRole('definition');
  expect(terms.map((term, index) => [term.textContent, definitions[index]?.textContent])).toEqual([
    ['Registry', 'docker.io, Docker Hub (filled in)'],
    ['Repository', 'library/nginx (filled in)'],
    ['Tag', 'latest (filled in)'],
  ]);
});

test('a public image of Docker Hub warns of the limit, and says how it is pulled', async () => {
  const { answer } = await type('nginx:1.27');
  await waitFor(() => expect(answer).toHaveTextContent('How a cluster would pull it'));
  for (const text of [
    'Without a login',
    'has a login for ghcr.io only, so the kubelet sends none.',
    'Not in the registry "main"',
    'Docker Hub limits pulls without a login',
    "Keep your company's images in a private registry",
  ]) {
    expect(answer).toHaveTextContent(text);
  }
});

test('an image of the app is pulled with its pull secret', async () => {
  const { answer } = await type('ghcr.io/acme/api:1');
  await waitFor(() =>
    expect(answer).toHaveTextContent(
      'With the login of octocat in the pull secret "docker-credentials"',
    ),
  );
  expect(answer).toHaveTextContent('In the registry "main"');
  expect(answer).not.toHaveTextContent('without a login');
});

test('the answer is spoken in short', async () => {
  await type('nginx');
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('One problem. Pulled: Without a login.'),
  );
});

test('a login for where the image is can be added by who may', async () => {
  await type('quay.io/acme/api:1');
  expect(
    await screen.findByRole('link', { name: 'Add a registry with a login for quay.io' }),
  ).toHaveAttribute('href', '/registries/-/new?provider=quay&returnTo=%2F');
});

test('who may not add a registry is not led there', async () => {
  await userEvent.type(await show(PUBLIC_IMAGES, false), 'quay.io/acme/api:1');
  await screen.findByText('Only public images can be pulled like this');
  expect(screen.queryByRole('link')).toBeNull();
});
