import { isIP } from 'node:net';
import { warning } from '@actions/core';
import { Registry, type RegistryResponse } from '@berth/registry-client';
import type { ProvenRegistry } from './log-in/prove-logins.ts';

/** How many images may still be pulled, as the registry itself tells. */
export interface RateLimit {
  readonly host: string;
  /** Pulls in one window. */
  readonly limit: number;
  readonly remaining: number;
  /** Such as `6 hours`. */
  readonly window: string;
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
}: Pick<ProvenRegistry, 'connection' | 'host' | 'login'>): Promise<RateLimit | undefined> {
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
    const limit = rateLimitIn(response, host);
    if (limit) warnIfLow(limit);
    return limit;
  } catch {
    return undefined;
  } finally {
    registry.close();
  }
}

function rateLimitIn(
  { headers }: Pick<RegistryResponse, 'headers'>,
  host: string,
): RateLimit | undefined {
  const limit = quantity(headers['ratelimit-limit']);
  const remaining = quantity(headers['ratelimit-remaining']);
  // Accounts that may pull as much as they like are told no limit.
  if (limit === undefined || remaining === undefined || limit.count === 0) return undefined;
  return {
    host,
    limit: limit.count,
    remaining: Math.min(remaining.count, limit.count),
    window: limit.seconds === undefined ? 'some time' : duration(limit.seconds),
    source: sourceOf(headers['docker-ratelimit-source']),
  };
}

/** `100;w=21600`: so many in so many seconds. */
function quantity(
  header: string | readonly string[] | undefined,
): { readonly count: number; readonly seconds: number | undefined } | undefined {
  const match = /^(\d{1,9})(?:;w=(\d{1,9}))?$/.exec(String(header).trim());
  if (!match) return undefined;
  return { count: Number(match[1]), seconds: match[2] ? Number(match[2]) : undefined };
}

function duration(seconds: number): string {
  if (seconds % 3600 !== 0) return `${Math.round(seconds / 60)} minutes`;
  return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`;
}

/** An address is this machine's, which others may share; anything else is the account's id. */
function sourceOf(header: string | readonly string[] | undefined): string {
  if (header === undefined) return 'not told';
  return isIP(String(header)) ? 'the address of this machine' : 'this account';
}

function warnIfLow({ host, limit, remaining, window, source }: RateLimit): void {
  if (remaining > limit / 10) return;
  warning(
    `${host} allows ${remaining} more pulls of ${limit} in ${window}, counted for ${source}. Pull less often, keep images in a registry of your own, or use an account with a higher limit.`,
    { title: 'Berth: rate limit' },
  );
}
