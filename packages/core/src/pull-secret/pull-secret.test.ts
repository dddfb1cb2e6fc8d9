import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { DEFAULT_PULL_SECRET_NAME, pullSecret, type PullSecretOptions } from './pull-secret.ts';
import { formatPullSecret } from './pull-secret-manifest.ts';
import { Secret } from '../secret.ts';

const HUB = { server: 'docker.io', username: 'alice', password: new Secret('hunter2') };
const DATA =
  'eyJhdXRocyI6eyJodHRwczovL2luZGV4LmRvY2tlci5pby92MS8iOnsidXNlcm5hbWUiOiJhbGljZSIsInBhc3N3b3JkIjoiaHVudGVyMiIsImF1dGgiOiJZV3hwWTJVNmFIVnVkR1Z5TWc9PSJ9fX0=';

function nameOf(options: Omit<PullSecretOptions, 'logins'>): string {
  return pullSecret({ logins: [HUB], ...options }).metadata.name;
}

describe('pullSecret', () => {
  test('has the default name, the only type, and nothing that was not asked for', () => {
    const secret = pullSecret({ logins: [HUB], labels: {}, annotations: {}, immutable: false });

    expect(DEFAULT_PULL_SECRET_NAME).toBe('docker-credentials');
    expect(secret).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'docker-credentials' },
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': expect.any(Secret) as Secret },
    });
    expect(secret.data['.dockerconfigjson'].reveal()).toBe(DATA);
  });

  test('shows no password by accident', () => {
    const secret = pullSecret({ logins: [HUB] });

    expect(JSON.stringify(secret)).toContain('"data":{".dockerconfigjson":"[secret]"}');
    expect(inspect(secret, { depth: 9, showHidden: true })).not.toContain(DATA);
  });

  test('takes all that a pull secret can have', () => {
    const more = { labels: { test: 'chart' }, annotations: { note: 'x' }, immutable: true };

    expect(
      pullSecret({ name: 'regcred', namespace: 'shop', ...more, logins: [HUB] }),
    ).toMatchObject({
      metadata: {
        name: 'regcred',
        namespace: 'shop',
        labels: { test: 'chart' },
        annotations: { note: 'x' },
      },
      immutable: true,
    });
  });

  test('appends the hash of kubectl, which the namespace does not change', () => {
    const name = nameOf({ name: 'reg', appendHash: true });

    expect(name).toMatch(/^reg-[2456789bcdfghkmt]{10}$/);
    expect(nameOf({ name: 'reg', namespace: 'a', appendHash: true })).toBe(name);
    expect(nameOf({ name: 'reg', immutable: true, appendHash: true })).not.toBe(name);
    expect(nameOf({ name: 'other', appendHash: true }).slice(-10)).not.toBe(name.slice(-10));
  });
});

describe('pullSecret refuses', () => {
  test.each([
    [{ name: 'Bad' }, 'Invalid name of a pull secret "Bad"'],
    [{ name: '' }, 'Invalid name of a pull secret ""'],
    [{ name: 'a'.repeat(243), appendHash: true }, 'Invalid name of a pull secret "a'],
    [
      { name: 'ce-auto-icr-private-us-south' },
      'Invalid name of a pull secret "ce-auto-icr-private-us-south": names with "ce-auto-" belong to IBM Code Engine, which writes these itself. Use another name.',
    ],
    [{ namespace: 'a.b' }, 'Invalid namespace "a.b"'],
    [{ labels: { k: 'a b' } }, 'Invalid value "a b" of the label "k"'],
    [{ annotations: { 'a b': 'v' } }, 'Invalid annotation key "a b"'],
    [{ logins: [] }, 'No login is given'],
    [{ logins: [{ ...HUB, username: 'a:b' }] }, 'The user name "a…"'],
  ])('%j', (options, message) => {
    expect(() => pullSecret({ logins: [HUB], ...options })).toThrow(message);
  });

  test('more than a mebibyte, after encoding', () => {
    // Per byte of the password: itself, and 4/3 in `auth`.
    const login = (length: number) => ({ ...HUB, password: new Secret('x'.repeat(length)) });
    const size = (length: number) =>
      `{"auths":{"https://index.docker.io/v1/":{"username":"alice","password":"","auth":""}}}`
        .length +
      length +
      4 * Math.ceil((length + 'alice:'.length) / 3);
    let length = 449_000;
    while (size(length + 1) <= 1_048_576) length++;

    expect(() => pullSecret({ logins: [login(length)] })).not.toThrow();
    expect(() => pullSecret({ logins: [login(length + 1)] })).toThrow(
      `The pull secret for 1 logins would be ${size(length + 1)} bytes long, and Kubernetes takes 1048576. Split the logins over several secrets.`,
    );
  });
});

test('a full secret is made and written in a moment', () => {
  const logins = Array.from({ length: 1_000 }, (_, index) => ({
    server: `registry-${index}.example.com`,
    username: 'robot',
    password: new Secret('é'.repeat(180)),
  }));
  const started = performance.now();
  const secret = pullSecret({ logins, appendHash: true });
  const yaml = formatPullSecret(secret, 'yaml');

  expect(yaml.length).toBeGreaterThan(1_100_000);
  expect(performance.now() - started).toBeLessThan(5_000);
});
