import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { checked, emptyBackend, showPage } from '../../dev/registries-page.tsx';

const SECRET = 'canary-5ecret';
const PASSWORD = 'Password, access token or API key';
const OLD = 'old.example.com';
const NEW = 'new.example.com';

/** At once: each key press draws the whole form anew. */
async function fill(label: string, text: string) {
  await userEvent.clear(await screen.findByLabelText(label));
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.paste(text);
}

function showForm() {
  const { requests } = showPage(
    '/-/new?provider=generic',
    emptyBackend(() => checked('OK')),
  );
  const checks = () => requests.filter(({ path }) => path === '/checks').map(({ body }) => body);
  return { checks };
}

async function enterLogin() {
  const shown = showForm();
  await fill('Server', OLD);
  await fill('User name', 'bot');
  await fill(PASSWORD, SECRET);
  return shown;
}

const check = () => userEvent.click(screen.getByRole('button', { name: 'Check' }));
const secret = () => screen.getByLabelText(PASSWORD);
const choice = (host: string) => screen.getByLabelText(`Send it to ${host} as well`);
const told = () => screen.queryAllByText(`The secret was entered for ${OLD}`).length;

test('a secret outlives each key press at its server, and goes elsewhere only if meant', async () => {
  const { checks } = await enterLogin();
  await userEvent.type(screen.getByLabelText('Server'), '.x');
  expect(secret()).toHaveValue(SECRET);
  expect(told()).toBe(1);

  await check();
  expect(secret()).toHaveFocus();
  expect(secret()).toHaveAccessibleDescription(
    new RegExp(`This was entered for ${OLD}\\. Enter what ${OLD}\\.x takes, or say below`),
  );
  expect(checks()).toEqual([]);

  await userEvent.click(choice(`${OLD}.x`));
  expect(choice(`${OLD}.x`)).toBeChecked();
  expect(choice(`${OLD}.x`)).toHaveFocus();
  await check();
  await screen.findByText('The login works.');
  expect(checks()).toMatchObject([{ registry: { server: `${OLD}.x` } }]);

  await fill('Server', NEW);
  expect(choice(NEW)).not.toBeChecked();
});

test('nothing is asked where the server is the same again, or the secret another', async () => {
  const { checks } = await enterLogin();
  await fill('Server', NEW);
  expect(told()).toBe(1);
  await fill('Server', OLD);
  expect(told()).toBe(0);

  await fill('Server', NEW);
  await fill(PASSWORD, 'another-one');
  expect(told()).toBe(0);
  await check();
  await screen.findByText('The login works.');
  expect(checks()).toMatchObject([
    { registry: { server: NEW, pullCredential: { password: 'another-one' } } },
  ]);
});

test('one that was entered before any server is for the first one that it was sent to', async () => {
  showForm();
  await fill('User name', 'bot');
  await fill(PASSWORD, SECRET);
  await fill('Server', OLD);
  expect(told()).toBe(0);
  await check();
  await screen.findByText('The login works.');
  await fill('Server', NEW);
  expect(told()).toBe(1);
});

test('one that pushes is asked about, too', async () => {
  await enterLogin();
  await userEvent.click(screen.getByLabelText(/^Another login/));
  await fill(`${PASSWORD} to push`, SECRET);
  await fill('Server', NEW);
  expect(told()).toBe(2);
});

test('a secret is cleared where an image of another registry is pasted, and that is told', async () => {
  await enterLogin();
  await fill('Paste anything', `${NEW}/team/app:1`);
  expect(await screen.findByLabelText('Server')).toHaveValue(NEW);
  expect(secret()).toHaveValue('');
  expect(screen.getByLabelText('User name')).toHaveValue('bot');
  const note = screen.getByText('Put into the fields').closest<HTMLElement>('[role="status"]');
  expect(note).toHaveTextContent(
    `The secret that was entered for ${OLD} is cleared. Enter the one for ${NEW}.`,
  );
});
