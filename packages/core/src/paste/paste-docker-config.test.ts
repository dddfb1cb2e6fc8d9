import { describe, expect, test } from 'vitest';
import { keyFile } from '../../test/google-key-file.ts';
import { messageOf, password, read } from '../../test/read-pasted.ts';

const KEY = JSON.stringify(keyFile);
const PRETTY = JSON.stringify(keyFile, null, 2);
const googleKey = { kind: 'google-key', key: KEY, clientEmail: keyFile.client_email };
const CONFIG = { auths: { 'ghcr.io': { auth: btoa('ada:hunter2') } } };

describe('a Docker config', () => {
  test.each([
    [{ 'ghcr.io': { auth: btoa('ada:hun:ter2') } }, password('ghcr.io', 'ada', 'hun:ter2'), []],
    [{ 'ghcr.io': { auth: btoa('ada:hunter2').replace('=', '') } }, password('ghcr.io', 'ada'), []],
    [{ 'ghcr.io': { auth: btoa('ada:hunter2\0\0') } }, password('ghcr.io', 'ada'), []],
    [
      { 'https://quay.io/v1/': { username: 'ada', password: 'hunter2' } },
      password('quay.io', 'ada'),
      [],
    ],
    [
      { 'quay.io': { username: 'ada', password: 'old', auth: btoa('ada:hunter2') } },
      password('quay.io', 'ada'),
      ['"auth" and "password" of quay.io differ: "auth" is taken, as clients do.'],
    ],
    [
      { 'quay.io/team': { auth: btoa('ada:hunter2') } },
      password('quay.io', 'ada'),
      ['A login holds for the whole host: quay.io is used, without what stands behind it.'],
    ],
    [
      { 'us.gcr.io': { auth: btoa(`_json_key:${PRETTY}`), email: 'ada@example.com' } },
      { ...googleKey, hosts: ['us.gcr.io'], email: 'ada@example.com' },
      [],
    ],
  ])('%#', (auths, credential, notes) => {
    const found = read(JSON.stringify({ auths }, null, 2));

    expect(found.credentials).toEqual([credential]);
    expect(found.notes).toEqual(notes);
  });

  test('for several registries', () => {
    const auths = {
      'https://index.docker.io/v1/': { auth: btoa('ada:dckr_pat_abc'), email: 'ada@example.com' },
      'ghcr.io': { username: 'bob', password: 'hunter2' },
    };

    expect(read(JSON.stringify({ auths }))).toEqual({
      credentials: [
        { ...password('docker.io', 'ada', 'dckr_pat_abc'), email: 'ada@example.com' },
        password('ghcr.io', 'bob'),
      ],
      notes: [],
    });
  });

  test.each([
    [
      { 'acme.azurecr.io': { identitytoken: 'x' } },
      'acme.azurecr.io',
      'The login for acme.azurecr.io is a token that Docker renews by itself and the kubelet ignores; it was left out.',
    ],
    [
      { 'ghcr.io': {} },
      'ghcr.io',
      'There is no password for ghcr.io in it; a credential helper may hold it.',
    ],
    [
      { 'ghcr.io': 'x' },
      'ghcr.io',
      'There is no password for ghcr.io in it; a credential helper may hold it.',
    ],
    [
      { 'hub.docker.com': { auth: btoa('ada:hunter2') } },
      undefined,
      'A login was left out. Invalid registry "hub.docker.com": no client finds a login under this host. Use docker.io.',
    ],
    [
      JSON.parse('{"__proto__":{"auth":"x"}}') as object,
      undefined,
      expect.stringContaining('A login was left out. Invalid registry "__proto__"') as string,
    ],
  ])('%# has a login that cannot be taken', (auths, server, note) => {
    expect(read(JSON.stringify({ auths }))).toEqual({
      ...(server === undefined ? {} : { server }),
      credentials: [],
      notes: [note],
    });
  });

  test.each([
    [
      { auth: '!!' },
      'The "auth" of ghcr.io is not the base64 of "user:password". Copy it again, whole.',
    ],
    [
      { username: 'a:b', password: 'hunter2' },
      'Invalid credential: "username" has a colon, which ends the user name in a Docker config. Use a robot account or a token name without one.',
    ],
  ])('%j is left out, and the others stay', (entry, reason) => {
    const auths = { 'https://ghcr.io/': entry, 'quay.io': CONFIG.auths['ghcr.io'] };

    const { credentials, notes } = read(JSON.stringify({ auths }));

    expect(credentials).toEqual([password('quay.io', 'ada')]);
    expect(notes).toEqual([`The login for ghcr.io was left out: ${reason}`]);
  });

  test('whose passwords are elsewhere', () => {
    expect(read('{"auths":{},"credsStore":"desktop"}')).toEqual({
      credentials: [],
      notes: ['A credential helper holds further passwords; they are not in this text.'],
    });
  });

  test('in its older form', () => {
    expect(read(JSON.stringify(CONFIG.auths)).credentials).toEqual([password('ghcr.io', 'ada')]);
  });

  test.each([
    [
      { auths: { 'ghcr.io': { auth: 'hunter2!' } } },
      'The "auth" of ghcr.io is not the base64 of "user:password". Copy it again, whole.',
    ],
    [
      { auths: { 'ghcr.io': { auth: btoa('hunter2') } } },
      'The "auth" of ghcr.io is not the base64 of "user:password". Copy it again, whole.',
    ],
    [{ auths: {} }, 'The Docker config holds no logins. Paste one with "auths" in it.'],
    [
      { auths: { 'ghcr.io': { username: 'a:b', password: 'hunter2' } } },
      'Invalid credential: "username" has a colon, which ends the user name in a Docker config. Use a robot account or a token name without one.',
    ],
  ])('%# is refused', (config, message) => {
    expect(messageOf(JSON.stringify(config))).toBe(message);
  });
});
