import { expect, test } from 'vitest';
import { worstVerdict } from './worst-verdict.ts';

const proven = ['endpoint', 'identity'];

test('the worse of two logins is the status, and the first end is the end', () => {
  const ok = {
    code: 'OK',
    proven: [...proven, 'pull:acme/api'],
    ...{ expiresAt: '2028-01-01T00:00:00.000Z', expiringAt: '2027-12-18T00:00:00.000Z' },
  } as const;
  const invalid = {
    code: 'INVALID',
    cause: 'No.',
    nextStep: 'Yes.',
    proven: ['endpoint'],
  } as const;
  expect(worstVerdict(ok, invalid)).toEqual({
    ...ok,
    code: 'INVALID',
    cause: 'Of the login to push: No.',
    nextStep: 'Yes.',
  });
  expect(worstVerdict(invalid, ok)).toMatchObject({ code: 'INVALID', cause: 'No.' });

  const sooner = { code: 'EXPIRING', proven, expiresAt: '2027-02-01T00:00:00.000Z' } as const;
  expect(worstVerdict(ok, sooner)).toMatchObject({
    code: 'EXPIRING',
    expiresAt: sooner.expiresAt,
  });
});
