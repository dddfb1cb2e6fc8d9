import { registryNamed } from '../../dev/berth-answers.ts';
import { registryInput } from './draft-input.ts';
import { draftProblems } from './draft-problems.ts';
import { draftOf, newDraft, type StoredEntry } from './registry-draft.ts';
import { isLoginChanged } from './save-registry.ts';

const stored: StoredEntry = {
  etag: '"1"',
  registry: registryNamed('harbor', {
    provider: 'harbor',
    server: 'harbor.acme.example',
    host: 'harbor.acme.example',
    owner: 'group:default/payments',
    pullCredential: 'robot',
    labels: { tier: 'gold' },
  }),
  credential: { name: 'robot', kind: 'password', hasSecret: true, username: 'robot$ci' },
};
const inputOf = (draft: ReturnType<typeof draftOf>) =>
  registryInput(draft, { credentialName: 'harbor', stored });

test('a new registry sends its server and its credential', () => {
  const draft = {
    ...newDraft('acr'),
    parts: { registryName: 'acmeprod' },
    fields: { clientId: '72f988bf-86f1-41af-91ab-2d7cd011db47', clientSecret: 's3cret' },
  };
  expect(registryInput(draft, { credentialName: 'acmeprod' })).toMatchObject({
    provider: 'acr',
    server: 'acmeprod.azurecr.io',
    connection: 'secure',
    purposes: ['pull'],
    pullCredential: { name: 'acmeprod', kind: 'azure-service-principal', clientSecret: 's3cret' },
  });
});

test('a change of the title sends no secret, and keeps what the form does not show', () => {
  const input = inputOf({ ...draftOf(stored), title: 'Harbor' });
  expect(input).toMatchObject({
    title: 'Harbor',
    pullCredential: 'robot',
    owner: 'group:default/payments',
    labels: { tier: 'gold' },
  });
});

test.each([
  ['docker-hub', 'https://index.docker.io/v1/', 'docker.io'],
  ['ghcr', 'https://ghcr.io/', 'ghcr.io'],
  ['gcr', 'https://eu.gcr.io', 'eu.gcr.io'],
] as const)('a change of the title of %s keeps %s as it was entered', (provider, server, host) => {
  const entry: StoredEntry = {
    ...{ etag: '"1"', credential: undefined },
    registry: registryNamed('main', { provider, server, host }),
  };
  const draft = { ...draftOf(entry), title: 'Ours' };
  const input = registryInput(draft, { credentialName: 'main', stored: entry });
  expect(input).toMatchObject({ title: 'Ours', server });
  expect(isLoginChanged(input, entry)).toBe(false);
});

test('a server of which the parts were emptied is the one that these make', () => {
  const entry: StoredEntry = {
    ...{ etag: '"1"', credential: undefined },
    registry: registryNamed('gcr', { provider: 'gcr', server: 'eu.gcr.io', host: 'eu.gcr.io' }),
  };
  const draft = { ...draftOf(entry), server: undefined };
  const input = registryInput(draft, { credentialName: 'gcr', stored: entry });
  expect(input.server).toBe('gcr.io');
});

test('a server without TLS is entered anew for a connection that has it', () => {
  const entry: StoredEntry = {
    ...{ etag: '"1"', credential: undefined },
    registry: registryNamed('hub', {
      ...{ provider: 'docker-hub', server: 'http://docker.io', host: 'docker.io' },
      connection: 'insecure',
    }),
  };
  const draft = { ...draftOf(entry), connection: 'secure' as const };
  const input = registryInput(draft, { credentialName: 'hub', stored: entry });
  expect(input.server).toBe('docker.io');
});

test('a new user name keeps the secret that is stored', () => {
  const draft = { ...draftOf(stored), fields: { username: 'robot$cd' } };
  expect(draftProblems(draft, stored)).toEqual({});
  expect(inputOf(draft).pullCredential).toEqual({
    name: 'robot',
    kind: 'password',
    username: 'robot$cd',
  });
});

test.each([
  ['another server', { server: 'evil.example' }],
  ['another connection', { connection: 'insecure' as const }],
])('%s needs the secret again', (_, change) => {
  expect(draftProblems({ ...draftOf(stored), ...change }, stored)).toEqual({
    'fields.password': 'Invalid credential: "password" is missing. Add it.',
  });
});

test('without a login nothing of the credential is sent', () => {
  expect(inputOf({ ...draftOf(stored), kind: 'none' }).pullCredential).toBeUndefined();
});

test('a day that was entered before a secret that says its own end is not sent', () => {
  const payload = btoa(JSON.stringify({ exp: 1_800_000_000 })).replaceAll('=', '');
  const fields = { username: 'robot$ci', password: `eyJhbGciOiJub25lIn0.${payload}.c2ln` };
  const draft = { ...draftOf(stored), endsOn: '2030-01-01', fields };
  expect(inputOf(draft).pullCredential).toEqual({ name: 'robot', kind: 'password', ...fields });
});

test('the region of a role, for which no form asks, stays', () => {
  const [before, after] = ['reader', 'puller'].map(
    name => `arn:aws:iam::123456789012:role/${name}`,
  );
  const ofRole: StoredEntry = {
    etag: '"1"',
    registry: registryNamed('ecr', { provider: 'ecr-public', server: 'public.ecr.aws' }),
    credential: {
      ...{ name: 'role', kind: 'aws-role', hasSecret: false, region: 'eu-west-1' },
      ...(before !== undefined && { roleArn: before }),
    },
  };
  const draft = { ...draftOf(ofRole), fields: { roleArn: after ?? '' } };
  const input = registryInput(draft, { credentialName: 'ecr', stored: ofRole });
  expect(input.pullCredential).toEqual({
    ...{ name: 'role', kind: 'aws-role', region: 'eu-west-1', roleArn: after },
  });
});
