import { describe, expect, test } from 'vitest';
import { dockerConfigJson } from './docker-config.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import type { RegistryLogin } from '../credential/registry-login.ts';
import { Secret } from '../secret.ts';

function login(server: string, username?: string, password = 'hunter2', email?: string) {
  const optional = { ...(username !== undefined && { username }), ...(email && { email }) };
  return { server, password: new Secret(password), ...optional } satisfies RegistryLogin;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('dockerConfigJson', () => {
  test('writes the fields in the order of kubectl', () => {
    const { server, password } = login('ghcr.io');
    const logins = [{ password, email: 'alice@example.com', username: 'alice', server }];

    expect(dockerConfigJson(logins)).toBe(
      '{"auths":{"ghcr.io":{"username":"alice","password":"hunter2","email":"alice@example.com","auth":"YWxpY2U6aHVudGVyMg=="}}}',
    );
  });

  test('leaves an empty email out', () => {
    const logins = [{ ...login('ghcr.io', 'alice'), email: '' }];

    expect(dockerConfigJson(logins)).toBe(
      '{"auths":{"ghcr.io":{"username":"alice","password":"hunter2","auth":"YWxpY2U6aHVudGVyMg=="}}}',
    );
  });

  test('keeps the order of the servers', () => {
    const logins = ['z.io', '123:5000', 'a.io', '[::1]:5000'].map(server => login(server, 'u'));

    expect(dockerConfigJson(logins).match(/"[^"]+":\{"username/g)).toEqual([
      '"z.io":{"username',
      '"123:5000":{"username',
      '"a.io":{"username',
      '"[::1]:5000":{"username',
    ]);
  });

  test.each([
    ['docker.io', 'https://index.docker.io/v1/'],
    ['index.docker.io', 'https://index.docker.io/v1/'],
    ['https://index.docker.io/v1/', 'https://index.docker.io/v1/'],
    ['https://registry.example.com/v1/', 'registry.example.com'],
    ['https://us.gcr.io', 'us.gcr.io'],
    ['GHCR.io', 'ghcr.io'],
    ['localhost:5000', 'localhost:5000'],
  ])('writes %j under the key that every client finds', (server, key) => {
    expect(dockerConfigJson([login(server, 'u')])).toContain(`{"auths":{"${key}":{`);
  });

  test.each([
    ['us.icr.io', 'pw', 'iamapikey'],
    ['us-docker.pkg.dev', '{"type":"service_account"}', '_json_key'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'pw', 'AWS'],
  ])('fills in the fixed user name of %s', (server, password, username) => {
    expect(dockerConfigJson([login(server, '', password)])).toContain(
      `"username":"${username}","password"`,
    );
  });

  test.each([
    ['robot$name', 'p:w'],
    ['a b', 'line\n'],
    ['ümläut', '<>&\u2028😀'],
    ['u', ' '],
  ])('keeps user name %j and password %j byte by byte', (username, password) => {
    const json = dockerConfigJson([login('ghcr.io', username, password)]);
    const auth = base64(`${username}:${password}`);

    expect(JSON.parse(json)).toEqual({ auths: { 'ghcr.io': { username, password, auth } } });
  });
});

describe('dockerConfigJson refuses', () => {
  const colon =
    'The user name "a…" for "ghcr.io" has a ":", which ends the user name in a Docker config. Use the name of a robot account or token without a colon.';
  const control =
    'has a control character or half a surrogate pair. Copy the name again, without line breaks.';
  const missing =
    'The user name for "ghcr.io" is missing, and this registry has no fixed one. Give the name that "docker login" would ask for.';
  test.each([
    ['a colon', login('ghcr.io', 'a:b'), 'username', colon],
    ['no user', login('ghcr.io'), 'username', missing],
    ['an empty user', login('ghcr.io', ''), 'username', missing],
    ['a line', login('ghcr.io', 'a\n'), 'username', `The user name "a…" for "ghcr.io" ${control}`],
    [
      'half a pair in the user name',
      login('ghcr.io', '\ud800'),
      'username',
      `The user name "\\ud800" for "ghcr.io" ${control}`,
    ],
    [
      'an empty password',
      login('ghcr.io', 'a', ''),
      'password',
      'Invalid password for "ghcr.io": it is empty. Copy the password again.',
    ],
    [
      'a NUL in the password',
      login('ghcr.io', 'a', 'hunter2\0'),
      'password',
      'Invalid password for "ghcr.io": it has a NUL character. Copy the password again.',
    ],
    [
      'half a pair in the password',
      login('ghcr.io', 'a', 'hunter2\udc00'),
      'password',
      'Invalid password for "ghcr.io": it has half a surrogate pair. Copy the password again.',
    ],
    [
      'half a pair in the email',
      login('ghcr.io', 'a', 'p', '\ud800@example.com'),
      'email',
      'Invalid email address for "ghcr.io": it has half a surrogate pair. Copy the email address again.',
    ],
  ])('%s', (_, bad, field, message) => {
    const run = () => dockerConfigJson([login('quay.io', 'a'), bad]);

    expect(run).toThrow(
      expect.objectContaining({ name: 'InvalidInputError', message, field: `logins[1].${field}` }),
    );
  });

  test.each([
    ['docker.io', 'https://index.docker.io/v1/'],
    ['ghcr.io', 'https://GHCR.io/'],
    ['https://r.example.com/v1/', 'https://r.example.com/v2/'],
  ])('%s and %s together', (first, second) => {
    expect(() => dockerConfigJson([login(first, 'a'), login(second, 'b')])).toThrow(
      `Two logins are given for one registry, "${first}" and "${second}". A Docker config holds one; remove the other.`,
    );
  });

  test('the same server twice', () => {
    expect(() => dockerConfigJson([login('ghcr.io', 'a'), login('ghcr.io', 'b')])).toThrow(
      'Two logins are given for one registry, "ghcr.io". A Docker config holds one; remove the other.',
    );
  });

  test('an empty list', () => {
    expect(() => dockerConfigJson([])).toThrow(
      'No login is given: a Docker config without one serves no image. Give one.',
    );
  });

  test.each(['', 'host name.io', 'a\nb.io', '__proto__', 'user:pw@ghcr.io', 'hub.docker.com'])(
    '%j as a server',
    server => {
      expect(() => dockerConfigJson([login(server, 'a')])).toThrow(
        expect.objectContaining({ name: 'InvalidInputError', field: 'logins[0].server' }),
      );
    },
  );

  test('without showing a password', () => {
    for (const bad of [
      login('ghcr.io', 'a:hunter2'),
      login('ghcr.io', 'a\nhunter2'),
      login('x', 'a'),
      login('ghcr.io', 'a', 'hunter2\0'),
    ]) {
      try {
        dockerConfigJson([bad]);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
        expect(String((error as Error).stack)).not.toContain('hunter2');
      }
    }
  });
});

test('takes a thousand logins', () => {
  const logins = Array.from({ length: 1_000 }, (_, index) => login(`r${index}.example.com`, 'u'));

  expect(dockerConfigJson(logins).match(/"auth":/g)).toHaveLength(1_000);
});
