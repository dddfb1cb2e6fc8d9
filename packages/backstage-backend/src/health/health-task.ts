import type {
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { CheckMemory } from '../check/check-memory.ts';
import { endedAt, endsAt } from '../check/check-verdict.ts';
import { CheckCountStore } from '../store/check-count-store.ts';
import { claimDueChecks } from '../store/due-checks.ts';
import { RegistryStore } from '../store/registry-store.ts';
import { StatusStore } from '../store/status-store.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import type { HostTurns } from './host-turns.ts';

/** Registries that one replica takes at a time; it checks those of different hosts at once. */
const BATCH = 8;
/** Milliseconds in which nobody else takes them; what was not begun in time is due again then. */
const LEASE = 5 * 60_000;
/** Milliseconds that a registry takes with both its logins, and some more. */
const LONGEST_CHECK = 90_000;
const KEPT_COUNTS = 60 * 60_000;

/** Keeps the status of all registries true, a run every minute in one of the replicas. */
export class HealthTask {
  readonly #knex: Knex;
  readonly #turns: HostTurns;

  constructor(deps: { readonly knex: Knex; readonly turns: HostTurns }) {
    this.#knex = deps.knex;
    this.#turns = deps.turns;
  }

  /** Once in all replicas. */
  get schedule(): SchedulerServiceTaskScheduleDefinition &
    SchedulerServiceTaskInvocationDefinition {
    return {
      id: 'berth-health',
      scope: 'global',
      frequency: { minutes: 1 },
      timeout: { minutes: 15 },
      fn: signal => this.run(signal),
    };
  }

  /** Checks what is due until nothing is, or the signal says that it is enough. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#age();
    await new CheckCountStore(this.#knex).deleteBefore(isoIn(-KEPT_COUNTS));
    const memory = new CheckMemory();
    while (!signal.aborted) {
      const latestStart = Date.now() + LEASE - LONGEST_CHECK;
      const claim = { now: isoIn(0), leaseUntil: isoIn(LEASE), limit: BATCH };
      const ids = await claimDueChecks(this.#knex, claim);
      if (ids.length === 0) return;
      const registries = await new RegistryStore(this.#knex).findByIds(ids);
      const turn = { signal, memory, latestStart };
      await Promise.all(ofOneHost(registries).map(some => this.#turns.check(some, turn)));
    }
  }

  /** Time passes without any request. */
  async #age(): Promise<void> {
    const statuses = new StatusStore(this.#knex);
    const now = isoIn(0);
    for (const aged of await statuses.findAged(now)) {
      const isOver = aged.expiresAt <= now;
      const to = isOver
        ? { code: 'EXPIRED' as const, ...endedAt(aged.expiresAt) }
        : { code: 'EXPIRING' as const, ...endsAt(aged.expiresAt) };
      await statuses.age(aged, to, now);
    }
  }
}

function ofOneHost(registries: readonly StoredRegistry[]): readonly StoredRegistry[][] {
  const hosts = new Set(registries.map(({ host }) => host));
  return [...hosts].map(host => registries.filter(registry => registry.host === host));
}

function isoIn(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}
