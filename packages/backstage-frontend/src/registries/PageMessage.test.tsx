import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link } from 'react-router-dom';
import { messageState, PageMessage } from './PageMessage.tsx';

async function come(state: unknown) {
  renderInTestApp(
    <>
      <Link to="/" state={state}>
        Come back
      </Link>
      <PageMessage />
    </>,
  );
  await userEvent.click(await screen.findByRole('link', { name: 'Come back' }));
}

test('what was done on the page before is said, and leads to the credentials of it', async () => {
  await come(messageState('The registry "main" was deleted.', ['robot']));
  expect(await screen.findByText(/^The registry "main" was deleted\./)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Show the credential robot' })).toBeVisible();
});

test.each([
  ['without credentials', { text: '"main" is saved.' }],
  ['of a text alone', '"main" is saved.'],
  ['of nothing', null],
  ['whose credentials are no names', { text: '"main" is saved.', credentials: [{}] }],
])('a message of another version, %s, leaves the page as it is', async (_, berthMessage) => {
  await come({ berthMessage });
  expect(screen.getByRole('link', { name: 'Come back' })).toBeVisible();
  expect(screen.queryByText(/is saved/)).not.toBeInTheDocument();
});
