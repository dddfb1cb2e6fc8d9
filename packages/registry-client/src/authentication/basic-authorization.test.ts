import { Secret } from '@berth/core';
import { expect, test } from 'vitest';
import { basicAuthorization } from './basic-authorization.ts';

const password = new Secret('pässword:1');

test.each([
  [{ server: 'ghcr.io', username: 'robot$a+b' }, 'robot$a+b:pässword:1'],
  [{ server: 'us.icr.io' }, 'iamapikey:pässword:1'],
  [{ server: 'us.icr.io', username: '' }, 'iamapikey:pässword:1'],
])('%j sends %j', (login, pair) => {
  const [scheme, value] = basicAuthorization({ ...login, password }).split(' ');
  expect([scheme, Buffer.from(value ?? '', 'base64').toString()]).toEqual(['Basic', pair]);
});

test.each([
  [
    { server: 'ghcr.io' },
    'The login for "ghcr.io" has no user name, and this registry has no fixed one. Give the user name.',
  ],
  [
    { server: 'ghcr.io', username: '' },
    'The login for "ghcr.io" has no user name, and this registry has no fixed one. Give the user name.',
  ],
  [
    { server: 'ghcr.io', username: 'dckr_pat_1:x' },
    'The user name for "ghcr.io" holds a ":", which no registry can be told. Use a robot account or a token name without one.',
  ],
])('%j is refused', (login, message) => {
  expect(() => basicAuthorization({ ...login, password })).toThrow(message);
});
