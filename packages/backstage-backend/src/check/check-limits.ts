import type { Knex } from 'knex';
import { TooManyRequestsError } from '../http/too-many-requests-error.ts';
import { CheckCountStore } from '../store/check-count-store.ts';

/** Milliseconds. */
const WINDOW = 60_000;
const CHECKS_OF_CALLER = 30;
/** Several callers together: a registry locks accounts, or this machine's address, for less. */
const CHECKS_OF_HOST = 60;
/** Beside those that people ask for. */
const SCHEDULED_OF_HOST = 30;

/**
 * How often somebody may check, and a host may be checked, in a minute. The counts are in the
 * database, so that the limits hold for all replicas together.
 */
export class CheckLimits {
  readonly #counts: CheckCountStore;

  constructor(knex: Knex) {
    this.#counts = new CheckCountStore(knex);
  }

  /** @throws TooManyRequestsError */
  async countCaller(ref: string): Promise<void> {
    await this.#count(`caller:${ref}`, CHECKS_OF_CALLER, `You have checked`);
  }

  /** @throws TooManyRequestsError */
  async countHost(host: string): Promise<void> {
    await this.#count(`host:${host}`, CHECKS_OF_HOST, `"${host}" was checked`);
  }

  /** @throws TooManyRequestsError */
  async countScheduled(host: string): Promise<void> {
    await this.#count(`scheduled:${host}`, SCHEDULED_OF_HOST, `"${host}" was checked`);
  }

  async #count(key: string, most: number, what: string): Promise<void> {
    const now = Date.now();
    const start = now - (now % WINDOW);
    const count = await this.#counts.add(key, new Date(start).toISOString());
    if (count <= most) return;
    const seconds = Math.ceil((start + WINDOW - now) / 1000);
    throw new TooManyRequestsError(
      `${what} more than ${most} times in a minute. Try again in ${seconds} seconds.`,
      seconds,
    );
  }
}
