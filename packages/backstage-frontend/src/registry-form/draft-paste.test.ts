import { draftFromPasted } from './draft-paste.ts';
import { draftProblems } from './draft-problems.ts';
import { hostOf, nameOf } from './draft-server.ts';
import { newDraft } from './registry-draft.ts';

const KEYS = JSON.stringify({
  AccessKey: { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', SecretAccessKey: 'wJalrXUtnFEMI/K7MDENG' },
});
const CONFIG = JSON.stringify({ auths: { 'quay.io': { auth: btoa('acme+robot:s3cret') } } });

test.each([
  [
    'a docker login command',
    'docker login -u octocat -p s3cret ghcr.io',
    { provider: 'ghcr', host: 'ghcr.io', fields: { username: 'octocat', password: 's3cret' } },
  ],
  [
    'a Docker config',
    CONFIG,
    { provider: 'quay', host: 'quay.io', fields: { username: 'acme+robot', password: 's3cret' } },
  ],
  [
    'access keys',
    KEYS,
    {
      provider: 'ecr',
      host: undefined,
      fields: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' },
    },
  ],
  [
    'an image of a registry of its own',
    'registry.example.com/team/app:1.2',
    { provider: 'generic', host: 'registry.example.com', fields: {} },
  ],
  [
    'an image of Azure',
    'acmeprod.azurecr.io/api@sha256:' + 'a'.repeat(64),
    { provider: 'acr', host: 'acmeprod.azurecr.io', fields: {} },
  ],
  [
    'a token, which says only a part',
    'dckr_pat_0123456789abcdefghijklmnopq',
    { provider: 'docker-hub', host: 'docker.io' },
  ],
])('%s lands in the right fields', (_, text, expected) => {
  const { draft } = draftFromPasted(newDraft('docker-hub'), text);
  expect({ ...draft, host: hostOf(draft) }).toMatchObject(expected);
});

test('a Harbor that was chosen stays one when its server is pasted', () => {
  const { draft } = draftFromPasted(newDraft('harbor'), 'https://harbor.acme.example');
  expect([draft.provider, hostOf(draft), nameOf(draft)]).toEqual([
    ...['harbor', 'harbor.acme.example', 'harbor-acme'],
  ]);
});

test('what is pasted is complete: nothing is left to mend', () => {
  const { draft } = draftFromPasted(newDraft('docker-hub'), CONFIG);
  expect(draftProblems(draft)).toEqual({});
});

test('of several logins the first is filled in, and the others are told', () => {
  const auths = { 'ghcr.io': { auth: btoa('a:b') }, 'quay.io': { auth: btoa('c:d') } };
  const { draft, notes } = draftFromPasted(newDraft('docker-hub'), JSON.stringify({ auths }));
  expect(draft.provider).toBe('ghcr');
  expect(notes.at(-1)).toBe(
    '2 logins were found; the first is filled in. Paste the others one by one.',
  );
});
