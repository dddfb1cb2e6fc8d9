import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registryNamed } from '../../dev/berth-answers.ts';
import { emptyBackend, notFound, showPage } from '../../dev/registries-page.tsx';

const box = (name: RegExp) => screen.findByRole('checkbox', { name });

async function fillIn(label: string, text: string) {
  await userEvent.click(await screen.findByLabelText(label));
  await userEvent.paste(text);
}

test('a new registry can be the default from the first', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await fillIn('GitHub user name', 'acme-bot');
  await fillIn('Personal access token (classic)', 'canary-5ecret');
  await userEvent.click(await box(/^Default registry/));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(requests.some(({ method }) => method === 'PUT')).toBe(true));
  expect(requests.find(({ method }) => method === 'PUT')?.body).toMatchObject({ default: true });
});

test('a disabled registry cannot be made the default, by neither order', async () => {
  showPage('/-/new?provider=ghcr', notFound);
  const [isDefault, isDisabled] = [await box(/^Default registry/), await box(/^Disabled/)];
  await userEvent.click(isDisabled);
  expect(isDefault).toBeDisabled();
  expect(isDefault).toHaveAccessibleDescription('A disabled registry cannot be the default.');
  await userEvent.click(isDisabled);
  await userEvent.click(isDefault);
  await userEvent.click(isDisabled);
  expect(isDefault).toHaveAccessibleDescription(
    'A disabled registry cannot be the default. Enable it, or leave this out.',
  );
  await userEvent.click(isDefault);
  expect(isDefault).not.toBeChecked();
});

test('a default with a scope is warned of before it is saved', async () => {
  showPage('/-/new?provider=ghcr', notFound);
  const warning = /^Apps that have chosen nothing use the default, and those outside of its scope/;
  await userEvent.click(await box(/^Default registry/));
  expect(screen.queryByText(warning)).not.toBeInTheDocument();
  await fillIn('Scope (optional)', 'group:default/payments');
  expect(screen.getByText(warning)).toBeVisible();
});

test('who disables the default is told whom that cuts off, though nobody has chosen it', async () => {
  const usedBy = { selections: 0, annotations: 0 };
  const stored = registryNamed('main', { default: true, usedBy });
  showPage('/main/edit', () => stored);
  await userEvent.click(await box(/^Disabled/));
  expect(
    screen.getByText(
      /^Whoever uses it is cut off: as the default, all apps that have chosen nothing\./,
    ),
  ).toBeVisible();
});
