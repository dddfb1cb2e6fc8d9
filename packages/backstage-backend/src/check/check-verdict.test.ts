import type { StatusCode } from '@berth/backstage-plugin-berth-common';
import { RegistryRequestError, type RegistryRequestErrorCode } from '@berth/registry-client';
import { describe, expect, test } from 'vitest';
import { checkVerdict } from './check-verdict.ts';
import type { Expiry } from './expiry.ts';

const NOW = Date.parse('2027-06-01T00:00:00.000Z');

function refused(
  code: RegistryRequestErrorCode,
  step: string,
  registryCodes: readonly string[] = [],
) {
  const message = '"r.example.com" said no (403). Ask somebody. Then try again.';
  const error = new RegistryRequestError(message, { code, host: 'r.example.com', registryCodes });
  return { proven: [], failure: { error, step } };
}

describe('a refusal', () => {
  test.each<[RegistryRequestErrorCode, string, readonly string[], StatusCode]>([
    ['unauthorized', 'identity', [], 'INVALID'],
    ['unauthorized', 'exchange', [], 'INVALID'],
    ['unauthorized', 'pull:acme/api', [], 'INVALID'],
    ['unauthorized', 'identity', ['token_expired'], 'EXPIRED'],
    // GHCR says DENIED to a wrong password, and of a token that lacks a scope says which.
    ['denied', 'identity', ['DENIED'], 'INVALID'],
    ['denied', 'identity', ['DENIED', 'insufficient_scope'], 'INSUFFICIENT_SCOPE'],
    ['denied', 'identity', ['token_expired'], 'EXPIRED'],
    ['denied', 'pull:acme/api', ['DENIED'], 'INSUFFICIENT_SCOPE'],
    ['denied', 'push:acme/api', [], 'INSUFFICIENT_SCOPE'],
    ['denied', 'exchange', [], 'INSUFFICIENT_SCOPE'],
    ['denied', 'endpoint', [], 'UNREACHABLE'],
    ['not-found', 'endpoint', [], 'UNREACHABLE'],
    ['not-found', 'push:acme/api', ['NAME_UNKNOWN'], 'INSUFFICIENT_SCOPE'],
    ['rejected', 'endpoint', [], 'UNREACHABLE'],
    ['rejected', 'identity', [], 'INVALID'],
    ['rate-limited', 'endpoint', [], 'RATE_LIMITED'],
    ['rate-limited', 'identity', ['TOOMANYREQUESTS'], 'RATE_LIMITED'],
    ['tls', 'endpoint', [], 'TLS_ERROR'],
    ['plain-http', 'endpoint', [], 'TLS_ERROR'],
    ['server-error', 'identity', [], 'UNREACHABLE'],
    ['unreachable', 'endpoint', [], 'UNREACHABLE'],
    ['timeout', 'endpoint', [], 'UNREACHABLE'],
    ['proxy', 'endpoint', [], 'UNREACHABLE'],
    ['blocked', 'endpoint', [], 'UNREACHABLE'],
    ['protocol', 'endpoint', [], 'UNREACHABLE'],
  ])('%s at %s %j is %s', (code, step, registryCodes, status) => {
    expect(checkVerdict(refused(code, step, registryCodes), NOW)).toEqual({
      code: status,
      cause: '"r.example.com" said no (403).',
      nextStep: 'Ask somebody. Then try again.',
      proven: [],
    });
  });

  test('of a login whose end has passed is that end', () => {
    const expiry = { at: '2027-05-31T00:00:00.000Z', since: '2027-01-01T00:00:00.000Z' };
    for (const code of ['unauthorized', 'denied'] as const) {
      const findings = { ...refused(code, 'identity'), expiry };
      expect(checkVerdict(findings, NOW)).toMatchObject({ code: 'EXPIRED', expiresAt: expiry.at });
    }
    const unreachable = { ...refused('unreachable', 'endpoint'), expiry };
    expect(checkVerdict(unreachable, NOW).code).toBe('UNREACHABLE');
  });
});

describe('without a refusal', () => {
  const proven = ['endpoint', 'identity'];

  test.each<[string, object, object]>([
    ['a proven login', { identity: 'proven' }, { code: 'OK' }],
    ['nobody logs in', {}, { code: 'PUBLIC' }],
    [
      'nobody asks for the login',
      { identity: 'open' },
      {
        code: 'PUBLIC',
        cause: 'The registry answers everybody, so that the login was not tested.',
        nextStep: 'Leave the credential out, or check the address.',
      },
    ],
    [
      'nobody can tell',
      { identity: 'unclear' },
      {
        code: 'UNKNOWN',
        cause: 'The registry lets strangers in as well, so that the login was not proven.',
        nextStep: 'Check it with a repository that strangers may not see.',
      },
    ],
    [
      'it is proven elsewhere',
      { elsewhere: 'Only there. Go there.' },
      { code: 'UNKNOWN', cause: 'Only there.', nextStep: 'Go there.' },
    ],
    [
      'the credential does not fit',
      { unfit: 'It does not fit "a.b". Use another.' },
      { code: 'INVALID', cause: 'It does not fit "a.b".', nextStep: 'Use another.' },
    ],
  ])('%s', (_, findings, verdict) => {
    expect(checkVerdict({ proven, ...findings }, NOW)).toEqual({ ...verdict, proven });
  });

  test.each<[string, Expiry, object]>([
    [
      'in a year',
      { at: '2028-06-01T00:00:00.000Z', since: '2027-06-01T00:00:00.000Z' },
      { code: 'OK', expiringAt: '2028-05-18T00:00:00.000Z' },
    ],
    [
      '13 days before the end of a year',
      { at: '2027-06-14T00:00:00.000Z', since: '2026-06-14T00:00:00.000Z' },
      {
        code: 'EXPIRING',
        cause: 'The login ends at 2027-06-14T00:00:00.000Z.',
        nextStep: 'Enter a new secret before that.',
        expiringAt: '2027-05-31T00:00:00.000Z',
      },
    ],
    [
      '12 hours after it was made, its end',
      { at: '2027-06-01T12:00:00.000Z', since: '2027-06-01T00:00:00.000Z' },
      { code: 'OK', expiringAt: '2027-06-01T09:00:00.000Z' },
    ],
    [
      '2 of 12 hours before its end',
      { at: '2027-06-01T02:00:00.000Z', since: '2027-05-31T14:00:00.000Z' },
      { code: 'EXPIRING', expiringAt: '2027-05-31T23:00:00.000Z' },
    ],
    [
      'after its end, and still accepted',
      { at: '2027-05-31T00:00:00.000Z', since: '2026-05-31T00:00:00.000Z' },
      {
        code: 'EXPIRING',
        cause:
          'The login should have ended at 2027-05-31T00:00:00.000Z, and the registry still accepts it.',
        nextStep: 'Enter a new secret, or the right date.',
      },
    ],
  ])('%s', (_, expiry, verdict) => {
    expect(checkVerdict({ proven, identity: 'proven', expiry }, NOW)).toMatchObject({
      ...verdict,
      expiresAt: expiry.at,
    });
  });
});
