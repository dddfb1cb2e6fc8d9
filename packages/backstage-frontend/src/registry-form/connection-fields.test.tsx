import { execFileSync } from 'node:child_process';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { emptyBackend, notFound, showPage } from '../../dev/registries-page.tsx';

function authority(days: string): string {
  const key = ['-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const out = ['-keyout', '/dev/null', '-out', '-', '-days', days];
  const args = ['req', '-x509', ...key, ...out, '-subj', '/O=Acme/CN=Acme Root'];
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

const PEM = authority('3650');
const FIELD = 'Certificate of the authority (PEM)';

async function chooseAuthority() {
  await userEvent.click(await screen.findByRole('radio', { name: /^A certificate authority/ }));
}

async function paste(text: string) {
  await userEvent.click(screen.getByLabelText(FIELD));
  await userEvent.paste(text);
  await userEvent.tab();
}

test('whose certificate was pasted is shown before it is saved', async () => {
  const { requests } = showPage('/-/new?provider=ghcr', emptyBackend());
  await chooseAuthority();
  await paste(PEM);
  const shown = within(screen.getByRole('list', { name: 'Certificates' })).getByRole('listitem');
  expect(shown).toHaveTextContent(
    /^O=Acme, CN=Acme RootA root: issued by itselfEnds on \d+ \w+ 2036, \d\d:\d\d, in 9 years$/,
  );
  expect(requests).toEqual([]);
});

test('a certificate can be uploaded as a file', async () => {
  showPage('/-/new?provider=ghcr', notFound);
  await chooseAuthority();
  const file = new File([PEM], 'ca.crt', { type: 'application/x-x509-ca-cert' });
  // jsdom's files cannot be read as text.
  Object.assign(file, { text: () => Promise.resolve(PEM) });
  await userEvent.upload(screen.getByLabelText('Choose the file of the certificate'), file);
  expect(await screen.findByText('O=Acme, CN=Acme Root')).toBeInTheDocument();
  expect(screen.getByLabelText(FIELD)).toHaveValue(PEM);
});

test.each([
  ['no certificate', 'hello', /^The certificate is missing\. Paste it in PEM/],
  ['a private key', `${PEM}-----BEGIN PRIVATE KEY-----`, /^This holds a private key\./],
  ['a part of one', PEM.replace(/\n[^\n]+\n(?=-----END)/, '\n'), /^The certificate 1 cannot be/],
])('%s is refused while it is entered', async (_, text, problem) => {
  showPage('/-/new?provider=ghcr', notFound);
  await chooseAuthority();
  await paste(text);
  expect(screen.getByLabelText(FIELD)).toHaveAccessibleDescription(problem);
});

test('an insecure connection says what it costs', async () => {
  showPage('/-/new?provider=ghcr', notFound);
  await userEvent.click(await screen.findByRole('radio', { name: /^Insecure/ }));
  expect(
    screen.getByText('Whoever is on the way can read the password and change the images'),
  ).toBeInTheDocument();
  expect(screen.getByText(/^Every node and every runner must be told/)).toBeInTheDocument();
});
