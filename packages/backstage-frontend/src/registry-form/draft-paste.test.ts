import { draftFromPasted } from './draft-paste.ts';
import { draftProblems } from './draft-problems.ts';
import { hostOf, nameOf } from './draft-server.ts';
import { newDraft, type RegistryDraft } from './registry-draft.ts';
import { withEntered } from './secret-host.ts';

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

const OLD = 'old.example.com';
const NEW = 'new.example.com';

/** A login as it is typed, at a server that is known already. */
function typedAt(server: string | undefined): RegistryDraft {
  const draft = { ...newDraft('generic'), parts: server === undefined ? {} : { server } };
  const push = withEntered(draft, 'push', { username: 'pusher', password: 'push-s3cret' });
  const pull = withEntered(draft, 'pull', { username: 'puller', password: 's3cret' });
  return { ...draft, ...pull, pushBy: 'other', push: { ...draft.push, ...push } };
}

const CLEARED = `The secret that was entered for ${OLD} is cleared. Enter the one for ${NEW}.`;

test('a secret does not go with another server that is pasted, which is told', () => {
  const { draft, notes } = draftFromPasted(typedAt(OLD), `${NEW}/team/app:1`);
  expect(draft).toMatchObject({ fields: { username: 'puller' }, server: NEW });
  expect(JSON.stringify(draft)).not.toContain('s3cret');
  expect(notes).toContain(CLEARED);
});

test('the note names the server that a secret was entered for, whatever is typed since', () => {
  const draft = { ...typedAt(OLD), parts: { server: 'typed.example.com' } };
  expect(draftFromPasted(draft, NEW).notes).toContain(CLEARED);
});

test('nor does one that was typed before the server that was there', () => {
  const { draft } = draftFromPasted({ ...typedAt(undefined), parts: { server: OLD } }, NEW);
  expect(JSON.stringify(draft)).not.toContain('s3cret');
});

test('the login that is pasted with another server stands instead, and pushes nowhere', () => {
  const { draft, notes } = draftFromPasted(typedAt(OLD), `docker login -u jane -p new-one ${NEW}`);
  expect(draft.fields).toEqual({ username: 'jane', password: 'new-one' });
  expect(draft.push.fields).toEqual({ username: 'pusher' });
  expect(notes).toContain(CLEARED);
});

test.each([
  ['the same server', OLD, `https://${OLD.toUpperCase()}`],
  ['the first server', undefined, NEW],
  ['a token alone', OLD, 'Zx9-new-token'],
])('a secret stays where %s is pasted after it', (_, server, text) => {
  const { draft, notes } = draftFromPasted(typedAt(server), text);
  expect(draft.push.fields).toHaveProperty('password', 'push-s3cret');
  expect(draft.fields).toHaveProperty('username', 'puller');
  expect(draft.fields).toHaveProperty('password');
  expect(notes.join()).not.toContain('cleared');
});

test('a secret of another provider is gone, and that is told, too', () => {
  const draft = { ...newDraft('docker-hub'), fields: { password: 's3cret' } };
  const { notes } = draftFromPasted(draft, 'ghcr.io/acme/api');
  expect(notes).toContain(
    'The secret that was entered for docker.io is cleared. Enter the one for ghcr.io.',
  );
});
