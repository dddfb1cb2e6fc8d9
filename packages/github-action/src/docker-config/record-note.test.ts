import { expect, test } from 'vitest';
import { fingerprintOf } from './record-note.ts';

const LOGIN = { auth: 'YWxpY2U6aHVudGVyMg==' };

test('a fingerprint has sixteen bits, always the same of a login and others of every other', () => {
  const fingerprints = [
    fingerprintOf(LOGIN),
    fingerprintOf({ auth: 'YWxpY2U6aHVudGVyMw==' }),
    fingerprintOf({}),
  ];
  expect(new Set(fingerprints).size).toBe(3);
  expect(fingerprints.filter(bits => bits < 0 || bits > 0xffff)).toEqual([]);
  expect(fingerprintOf({ ...LOGIN })).toBe(fingerprints[0]);
});

test('of many logins hardly two have the same', () => {
  const logins = Array.from({ length: 1000 }, (_, at) => ({ auth: `YWxpY2U6${at}` }));
  // By chance it is 7 or 8 of the 1000.
  expect(new Set(logins.map(fingerprintOf)).size).toBeGreaterThan(950);
});
