import { describe, expect, test } from 'vitest';
import { RegistryRequestError, type RegistryRequestFailure } from '../registry-request-error.ts';
import { retryDelay, retrying } from './retry.ts';

describe('retryDelay', () => {
  test.each([
    ['nothing that stays', { transient: false }, 0, 1, undefined],
    ['a part of a second first', { transient: true }, 0, 0.5, 0.5],
    ['twice that then', { transient: true }, 1, 0.5, 1],
    ['15 seconds at most', { transient: true }, 60, 1, 15],
    ['no time at all, with luck', { transient: true }, 5, 0, 0],
    ['what the server asks for, and a little', { transient: true, retryAfter: 7 }, 0, 0.25, 7.25],
    ['up to a minute', { transient: true, retryAfter: 60 }, 0, 0, 60],
    ['but no longer', { transient: true, retryAfter: 61 }, 0, 0, undefined],
    ['and not where it stays', { transient: false, retryAfter: 1 }, 0, 0, undefined],
  ])('%s', (_, error, failed, random, seconds) => {
    expect(retryDelay(error, failed, random)).toBe(seconds);
  });
});

describe('retrying', () => {
  const failure = (more: Partial<RegistryRequestFailure> = {}) =>
    new RegistryRequestError('no', { code: 'server-error', host: 'ghcr.io', status: 503, ...more });

  test('says why, how long and how often, and gives up after so many', async () => {
    const notices: string[] = [];
    let tries = 0;
    const attempt = () => {
      tries++;
      return Promise.reject(failure({ transient: true, retryAfter: 0 }));
    };
    const session = { retries: 1, onNotice: (notice: string) => void notices.push(notice) };
    await expect(retrying(attempt, session)).rejects.toThrow('no');
    expect(tries).toBe(2);
    expect(notices).toEqual([
      expect.stringMatching(
        /^"ghcr\.io" failed \(503\); trying again in [01]\.\d s, retry 1 of 1\.$/,
      ),
    ]);
  });

  test.each([
    ['what stays', failure({ code: 'unauthorized', status: 401 })],
    ["other people's errors", new Error('disk full')],
  ])('not: %s', async (_, error) => {
    let tries = 0;
    await expect(retrying(() => (tries++, Promise.reject(error)), { retries: 3 })).rejects.toBe(
      error,
    );
    expect(tries).toBe(1);
  });

  test('ends at once when it is told to', async () => {
    const controller = new AbortController();
    const session = { signal: controller.signal, onNotice: () => controller.abort() };
    const attempt = () => Promise.reject(failure({ transient: true, retryAfter: 50 }));
    await expect(retrying(attempt, session)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
