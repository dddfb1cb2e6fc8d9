import { expect, test } from 'vitest';
import { checkOf } from './record-note.ts';

const LOGIN = { auth: 'YWxpY2U6aHVudGVyMg==' };

test('a check has sixteen bits, others for every login and every salt', () => {
  const checks = [
    checkOf('one', LOGIN),
    checkOf('two', LOGIN),
    checkOf('one', { auth: 'YWxpY2U6aHVudGVyMw==' }),
    checkOf('one', {}),
  ];
  expect(new Set(checks).size).toBe(4);
  expect(checks.filter(check => check < 0 || check > 0xffff)).toEqual([]);
  expect(checkOf('one', { ...LOGIN })).toBe(checks[0]);
});

test('of many logins hardly two have the same', () => {
  const logins = Array.from({ length: 1000 }, (_, at) => ({ auth: `YWxpY2U6${at}` }));
  // By chance it is 7 or 8 of the 1000.
  expect(new Set(logins.map(login => checkOf('one', login))).size).toBeGreaterThan(950);
});
