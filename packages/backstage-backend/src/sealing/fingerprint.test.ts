import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

const key = { id: '2027', bytes: new Uint8Array(32).fill(7) };
const place = ['4b1d', 'password'];

test('a fingerprint is the same for the same secret in the same place only', () => {
  const one = fingerprint(key, 'secret', place);
  expect(one).toMatch(/^fingerprint 2027:[0-9a-f]{16}$/);
  expect(fingerprint(key, 'secret', place)).toBe(one);
  const others = [
    fingerprint(key, 'secret2', place),
    fingerprint(key, 'secret', ['4b1e', 'password']),
    fingerprint(key, 'secret', ['4b1d', 'token']),
    fingerprint(key, 'd', ['4b1', 'password']),
    fingerprint({ ...key, bytes: new Uint8Array(32).fill(8) }, 'secret', place),
  ];
  expect(new Set([one, ...others]).size).toBe(6);
});

test('a fingerprint is made with a key of its own, not with the one that encrypts', () => {
  const direct = createHmac('sha256', key.bytes).update(JSON.stringify([...place, 'secret']));
  expect(fingerprint(key, 'secret', place)).not.toContain(direct.digest('hex').slice(0, 16));
});
