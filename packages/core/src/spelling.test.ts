import { expect, test } from 'vitest';
import { closestWord } from './spelling.ts';

const WORDS = ['username', 'password', 'email', 'clientId', 'hosts'];

test.each([
  ['passwrod', 'password'],
  ['Password', 'password'],
  ['user', undefined],
  ['user-name', 'username'],
  ['client_id', 'clientId'],
  ['host', 'hosts'],
  ['e-mail', 'email'],
  ['x', undefined],
  ['', undefined],
  ['__proto__', undefined],
  ['password'.repeat(100_000), undefined],
])('%j', (word, closest) => {
  expect(closestWord(word, WORDS)).toBe(closest);
});
