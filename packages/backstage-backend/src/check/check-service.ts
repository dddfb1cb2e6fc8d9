import {
  registryCheckPermission,
  registryCreatePermission,
  registryUpdatePermission,
  type Check,
  type CheckInput,
  type DraftCheckInput,
} from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { Caller } from '../access/caller.ts';
import { rehearseRegistry } from '../registry/rehearse-registry.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { RegistryStore } from '../store/registry-store.ts';
import { whileStillSame } from '../still-same.ts';
import { StatusStore } from '../store/status-store.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import type { CheckLimits } from './check-limits.ts';
import { checkVerdict, type CheckVerdict } from './check-verdict.ts';
import type { LoginToCheck, RegistryCheck, RegistryChecker } from './registry-checker.ts';
import { actionsToProve, credentialIdFor } from './registry-logins.ts';
import type { StatusRecorder } from './status-recorder.ts';

/** The checks that people ask for. */
export class CheckService {
  readonly #knex: Knex;
  readonly #sealer: Sealer;
  readonly #registries: RegistryService;
  readonly #checker: RegistryChecker;
  readonly #recorder: StatusRecorder;
  readonly #limits: CheckLimits;

  constructor(deps: {
    readonly knex: Knex;
    readonly sealer: Sealer;
    readonly registries: RegistryService;
    readonly checker: RegistryChecker;
    readonly recorder: StatusRecorder;
    readonly limits: CheckLimits;
  }) {
    this.#knex = deps.knex;
    this.#sealer = deps.sealer;
    this.#registries = deps.registries;
    this.#checker = deps.checker;
    this.#recorder = deps.recorder;
    this.#limits = deps.limits;
  }

  /** Proves a stored login now. */
  async checkStored(nameOrId: string, input: CheckInput, caller: Caller): Promise<Check> {
    await this.#limits.countCaller(caller.ref);
    const registry = await this.#registries.get(nameOrId, caller);
    await caller.require(
      registryCheckPermission,
      `check the registry "${registry.name}"`,
      registry,
    );
    await this.#limits.countHost(registry.host);
    const { purpose: action = 'pull', repository } = input;
    const prepared = await this.#checker.prepare(this.#knex, registry, { action, repository });
    const check = await this.#checker.run(prepared);
    const verdict = checkVerdict(check.result, Date.now());
    const isKept = await this.#keep(registry, { action, repository }, check, verdict);
    const healths = await new StatusStore(this.#knex).findByIds([registry.id]);
    const since = healths.get(registry.id)?.status?.since;
    return answerOf(check, verdict, isKept ? since : undefined);
  }

  /** Proves the login of an entry as it would be stored. Nothing of it is. */
  async checkDraft(input: DraftCheckInput, caller: Caller): Promise<Check> {
    const { registry, purpose: action = 'pull', repository } = input;
    await this.#limits.countCaller(caller.ref);
    const prepared = await whileStillSame(async () => {
      const known = await this.#changed(registry.name, caller);
      return rehearseRegistry(
        { knex: this.#knex, sealer: this.#sealer },
        { known, input: registry, caller },
        (transaction, entry) => this.#checker.prepare(transaction, entry, { action, repository }),
      );
    });
    await this.#limits.countHost(prepared.target.registry.host);
    const check = await this.#checker.run(prepared);
    return answerOf(check, checkVerdict(check.result, Date.now()), undefined);
  }

  /** The registry that a draft is a change of; somebody else's is as if it were not there. */
  async #changed(name: string | undefined, caller: Caller): Promise<StoredRegistry | undefined> {
    const known = name === undefined ? undefined : await new RegistryStore(this.#knex).find(name);
    if (known && (await caller.may(registryUpdatePermission, known))) {
      await caller.require(registryCheckPermission, `check the registry "${known.name}"`, known);
      return known;
    }
    await caller.require(registryCreatePermission, 'check a registry that you may not save');
    return undefined;
  }

  /** A repository that somebody may not pull says nothing about the registry's health. */
  async #keep(
    registry: StoredRegistry,
    { action, repository }: Pick<LoginToCheck, 'action' | 'repository'>,
    { result, credential }: RegistryCheck,
    verdict: CheckVerdict,
  ): Promise<boolean> {
    if (result.failure?.step.includes(':')) return false;
    const [only, ...others] = actionsToProve(registry);
    const isAll = only !== undefined && others.length === 0;
    const credentials = credential ? [credential] : [];
    if (!isAll || credentialIdFor(registry, only) !== credentialIdFor(registry, action)) {
      await this.#recorder.checkSoon({ registry, credentials, verdict });
      return false;
    }
    const retryAfter = result.failure?.error.retryAfter;
    const isWithout = repository === undefined;
    await this.#recorder.record({ registry, credentials, verdict, isWithout, retryAfter });
    return true;
  }
}

function answerOf(
  { result, hints }: RegistryCheck,
  verdict: CheckVerdict,
  since: string | undefined,
): Check {
  const { code, cause, nextStep, expiresAt, proven } = verdict;
  return {
    status: {
      code,
      ...(cause !== undefined && { cause }),
      ...(nextStep !== undefined && { nextStep }),
      ...(expiresAt !== undefined && { expiresAt }),
      proven: [...proven],
      ...(since !== undefined && { since }),
      checkedAt: new Date().toISOString(),
    },
    explanation: result.explanation,
    steps: [...result.steps],
    hints: [...hints],
  };
}
