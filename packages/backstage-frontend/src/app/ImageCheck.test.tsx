import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { effectiveRegistry } from '../../dev/effective-answers.ts';
import { ImageCheck } from './ImageCheck.tsx';

async function type(text: string) {
  renderInTestApp(<ImageCheck effective={effectiveRegistry()} />);
  const field = await screen.findByLabelText('Image');
  await userEvent.type(field, text);
  return { field, answer: screen.getByRole('status', { name: 'What the image means' }) };
}

test('nothing is said of nothing', async () => {
  renderInTestApp(<ImageCheck effective={effectiveRegistry()} />);
  await screen.findByLabelText('Image');
  expect(screen.getByRole('status', { name: 'What the image means' })).toBeEmptyDOMElement();
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
    'No key fits "docker.io", so kubelet pulls without a login.',
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
