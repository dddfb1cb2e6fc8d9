import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { CheckLimits } from '../check/check-limits.ts';
import type { CheckMemory } from '../check/check-memory.ts';
import type { CheckVerdict } from '../check/check-verdict.ts';
import type { LoginToCheck, RegistryCheck, RegistryChecker } from '../check/registry-checker.ts';
import { actionsToProve } from '../check/registry-logins.ts';
import { rememberedVerdict } from '../check/remembered-repository.ts';
import type { StatusRecorder } from '../check/status-recorder.ts';
import { worstVerdict } from '../check/worst-verdict.ts';
import { TooManyRequestsError } from '../http/too-many-requests-error.ts';
import { putOffHost } from '../store/due-checks.ts';
import { StatusStore } from '../store/status-store.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';

/** A run, and how long registries are its own. */
export interface Turn {
  readonly signal: AbortSignal;
  readonly memory: CheckMemory;
  /** Milliseconds since 1970: who has not begun by then leaves it to others. */
  readonly latestStart: number;
}

/** Checks registries of one host in turn, and not too many in a minute. */
export class HostTurns {
  readonly #knex: Knex;
  readonly #checker: RegistryChecker;
  readonly #recorder: StatusRecorder;
  readonly #limits: CheckLimits;
  readonly #logger: LoggerService;

  constructor(deps: {
    readonly knex: Knex;
    readonly checker: RegistryChecker;
    readonly recorder: StatusRecorder;
    readonly limits: CheckLimits;
    readonly logger: LoggerService;
  }) {
    this.#knex = deps.knex;
    this.#checker = deps.checker;
    this.#recorder = deps.recorder;
    this.#limits = deps.limits;
    this.#logger = deps.logger;
  }

  /** One that cannot be checked for a reason of our own does not keep the others from it. */
  async check(registries: readonly StoredRegistry[], turn: Turn): Promise<void> {
    for (const registry of registries) {
      if (turn.signal.aborted || Date.now() > turn.latestStart) return;
      try {
        await this.#check(registry, turn);
      } catch (error) {
        if (turn.signal.aborted) return;
        if (error instanceof TooManyRequestsError) {
          await putOffHost(this.#knex, registry, error.retryAfter);
          continue;
        }
        const name = error instanceof Error ? error.name : typeof error;
        this.#logger.error(`The registry "${registry.id}" could not be checked: ${name}.`);
      }
    }
  }

  async #check(registry: StoredRegistry, { signal, memory }: Turn): Promise<void> {
    const { repository } = await new StatusStore(this.#knex).historyOf(registry.id);
    const checks: (RegistryCheck & { readonly verdict: CheckVerdict })[] = [];
    for (const action of actionsToProve(registry)) {
      // To try a push would leave something in the registry, if only for a moment.
      const asked = { action, repository: action === 'pull' ? repository : undefined, signal };
      const check = await this.#ask(registry, asked, memory);
      const tried = { repository: asked.repository, hasLogin: check.credential !== undefined };
      checks.push({ ...check, verdict: rememberedVerdict(check.result, tried, Date.now()) });
    }
    const verdict = checks.map(check => check.verdict).reduce(worstVerdict);
    const waits = checks.map(({ result }) => result.failure?.error.retryAfter ?? 0);
    const retryAfter = Math.max(...waits);
    const credentials = checks.flatMap(({ credential }) => credential ?? []);
    await this.#recorder.record({ registry, credentials, verdict, retryAfter });
  }

  /** @throws TooManyRequestsError */
  async #ask(
    registry: StoredRegistry,
    login: LoginToCheck,
    memory: CheckMemory,
  ): Promise<RegistryCheck> {
    const prepared = await this.#checker.prepare(this.#knex, registry, login);
    // Nobody is asked about a secret that goes nowhere.
    if (prepared.unfit !== undefined) return this.#checker.run(prepared);
    const known = memory.recall(prepared);
    if (known !== undefined) return known;
    memory.checkWait(registry.host);
    await this.#limits.countScheduled(registry.host);
    const check = await this.#checker.run(prepared);
    memory.remember(prepared, check);
    return check;
  }
}
