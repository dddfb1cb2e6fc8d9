import { draftProblems } from './draft-problems.ts';
import { newDraft, type RegistryDraft } from './registry-draft.ts';

const hub: RegistryDraft = {
  ...newDraft('docker-hub'),
  fields: { username: 'acme', password: 's3cret' },
};

test.each<[what: string, draft: RegistryDraft, problems: object]>([
  ['a whole form', hub, {}],
  ['a public registry', { ...hub, kind: 'none', fields: {} }, {}],
  [
    'no user name',
    { ...hub, fields: { password: 's3cret' } },
    { 'fields.username': 'The user name is missing. Add it.' },
  ],
  [
    'an account that is none',
    { ...newDraft('ecr'), kind: 'node-role', parts: { accountId: '12', region: 'eu-west-1' } },
    {
      'parts.accountId':
        'Invalid "accountId" "12": it does not have the right form. Write the 12 digits of the account.',
    },
  ],
  [
    'a name with a space',
    { ...hub, name: 'Docker Hub' },
    {
      name: 'The name "Docker Hub" cannot be used. Write 1 to 63 of a-z, 0-9 and "-", with a letter or digit at both ends, and not "none".',
    },
  ],
  [
    'plain HTTP over a secure connection',
    { ...newDraft('generic'), kind: 'none', parts: { server: 'http://registry.example.com' } },
    {
      connection: 'The server is written with http. Write https, or make the connection insecure.',
    },
  ],
  [
    'no certificate',
    { ...hub, connection: 'ca' },
    { caCertificate: 'The certificate is missing. Paste it in PEM, or choose its file.' },
  ],
])('%s', (_, draft, problems) => {
  expect(draftProblems(draft)).toEqual(problems);
});
