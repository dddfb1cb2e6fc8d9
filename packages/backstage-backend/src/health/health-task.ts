import type {
  LoggerService,
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { endedAt, endsAt } from '../check/check-verdict.ts';
import type { RegistryCheck, RegistryChecker } from '../check/registry-checker.ts';
import { rememberedVerdict, type RememberedVerdict } from '../check/remembered-repository.ts';
import { actionsToProve } from '../check/registry-logins.ts';
import type { StatusRecorder } from '../check/status-recorder.ts';
import { worstVerdict } from '../check/worst-verdict.ts';
import { CheckCountStore } from '../store/check-count-store.ts';
import { claimDueChecks } from '../store/due-checks.ts';
import { RegistryStore } from '../store/registry-store.ts';
import { StatusStore } from '../store/status-store.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';

/** Registries that one replica takes at a time, all of which it checks at once. */
const BATCH = 8;
/** Milliseconds; longer than a batch can take. */
const LEASE = 5 * 60_000;
const KEPT_COUNTS = 60 * 60_000;

/** Keeps the status of all registries true, a run every minute in one of the replicas. */
export class HealthTask {
  readonly #knex: Knex;
  readonly #checker: RegistryChecker;
  readonly #recorder: StatusRecorder;
  readonly #logger: LoggerService;

  constructor(deps: {
    readonly knex: Knex;
    readonly checker: RegistryChecker;
    readonly recorder: StatusRecorder;
    readonly logger: LoggerService;
  }) {
    this.#knex = deps.knex;
    this.#checker = deps.checker;
    this.#recorder = deps.recorder;
    this.#logger = deps.logger;
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
    while (!signal.aborted) {
      const claim = { now: isoIn(0), leaseUntil: isoIn(LEASE), limit: BATCH };
      const ids = await claimDueChecks(this.#knex, claim);
      if (ids.length === 0) return;
      await Promise.all(ids.map(id => this.#checkOne(id, signal)));
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

  /** One that cannot be checked for a reason of our own does not keep the others from it. */
  async #checkOne(id: string, signal: AbortSignal): Promise<void> {
    try {
      const registry = await new RegistryStore(this.#knex).find(id);
      if (registry !== undefined) await this.#check(registry, signal);
    } catch (error) {
      if (signal.aborted) return;
      const name = error instanceof Error ? error.name : typeof error;
      this.#logger.error(`The registry "${id}" could not be checked: ${name}.`);
    }
  }

  async #check(registry: StoredRegistry, signal: AbortSignal): Promise<void> {
    const { repository } = await new StatusStore(this.#knex).historyOf(registry.id);
    const checks: (RegistryCheck & RememberedVerdict)[] = [];
    for (const action of actionsToProve(registry)) {
      // To try a push would leave something in the registry, if only for a moment.
      const asked = { action, repository: action === 'pull' ? repository : undefined, signal };
      const prepared = await this.#checker.prepare(this.#knex, registry, asked);
      const check = await this.#checker.run(prepared);
      const tried = { repository: asked.repository, hasLogin: check.credential !== undefined };
      checks.push({ ...check, ...rememberedVerdict(check.result, tried, Date.now()) });
    }
    const verdict = checks.map(check => check.verdict).reduce(worstVerdict);
    const gone = checks.find(check => check.gone !== undefined)?.gone;
    const waits = checks.map(({ result }) => result.failure?.error.retryAfter ?? 0);
    const retryAfter = Math.max(...waits);
    const credentials = checks.flatMap(({ credential }) => credential ?? []);
    await this.#recorder.record({ registry, credentials, verdict, gone, retryAfter });
  }
}

function isoIn(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}
