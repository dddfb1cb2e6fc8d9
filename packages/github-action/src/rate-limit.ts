import { isIP } from 'node:net';
import { warning } from '@actions/core';
import { rateLimitIn, Registry, type RateLimit } from '@berth/registry-client';
import type { ProvenRegistry } from './log-in/prove-logins.ts';

/** How many images may still be pulled. */
export interface PullLimit extends Required<RateLimit> {
  readonly host: string;
  /** Whose pulls are counted. */
  readonly source: string;
}

// Docker keeps this repository for the question; a HEAD is not counted as a pull:
// https://docs.docker.com/docker-hub/usage/pulls/#view-pull-rate-and-limit
const REPOSITORY = 'ratelimitpreview/test';

/**
 * The limit of Docker Hub for this login, where it tells one. Warns where a tenth or less is left.
 * Never throws: nobody asked for it.
 */
export async function askRateLimit({
  connection,
  host,
  login,
}: Pick<ProvenRegistry, 'connection' | 'host' | 'login'>): Promise<PullLimit | undefined> {
  const registry = new Registry(connection, login, { retries: 0, timeout: 5 });
  try {
    const response = await registry.request({
      method: 'HEAD',
      url: `/v2/${REPOSITORY}/manifests/latest`,
      scope: `repository:${REPOSITORY}:pull`,
      // 429: the limit is reached, which is worth telling more than anything.
      expect: [200, 429],
    });
    await response.discard();
    const told = rateLimitIn(response.headers);
    if (told?.remaining === undefined) return undefined;
    const source = sourceOf(response.headers['docker-ratelimit-source']);
    const limit = { ...told, host, source, remaining: told.remaining };
    warnIfLow(limit);
    return limit;
  } catch {
    return undefined;
  } finally {
    registry.close();
  }
}

/** An address is this machine's, which others may share; anything else is the account's id. */
function sourceOf(header: string | readonly string[] | undefined): string {
  if (header === undefined) return 'not told';
  return isIP(String(header)) ? 'the address of this machine' : 'this account';
}

function warnIfLow({ host, limit, remaining, window, source }: PullLimit): void {
  if (remaining > limit / 10) return;
  warning(
    `${host} allows ${remaining} more pulls of ${limit} in ${window}, counted for ${source}. Pull less often, keep images in a registry of your own, or use an account with a higher limit.`,
    { title: 'Berth: rate limit' },
  );
}
