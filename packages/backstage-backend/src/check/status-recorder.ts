import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isFailure, untilNextCheck } from '../health/next-check.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { RegistryStore } from '../store/registry-store.ts';
import { StatusStore } from '../store/status-store.ts';
import type { CheckHistory } from '../store/stored-status.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import type { CheckVerdict } from './check-verdict.ts';

interface Checked {
  readonly registry: StoredRegistry;
  /** What it was checked with. */
  readonly credentials: readonly StoredCredential[];
}

export interface CheckRecord extends Checked {
  readonly verdict: CheckVerdict;
  /** Whether somebody has left out the repository: one that is refused is not tried any more. */
  readonly isWithout?: boolean;
  /** Seconds that the registry asks to wait. */
  readonly retryAfter: number | undefined;
}

/** Writes down what checks have said, and plans the next ones. */
export class StatusRecorder {
  readonly #knex: Knex;
  readonly #frequency: number;
  readonly #logger: LoggerService;

  constructor(deps: {
    readonly knex: Knex;
    /** Milliseconds between two checks of a healthy registry. */
    readonly frequency: number;
    readonly logger: LoggerService;
  }) {
    this.#knex = deps.knex;
    this.#frequency = deps.frequency;
    this.#logger = deps.logger;
  }

  /** What was said of a registry that has changed since is forgotten, and asked for again. */
  async record(record: CheckRecord): Promise<void> {
    const { registry, verdict } = record;
    const before = await this.#knex.transaction(async transaction => {
      if (await isUnchanged(transaction, record)) return this.#save(transaction, record);
      await new StatusStore(transaction).checkSoon(registry.id, undefined);
      return verdict.code;
    });
    if (before === verdict.code) return;
    this.#logger.info(
      `The registry "${registry.name}" is ${verdict.code}, was ${before ?? 'new'}.`,
    );
  }

  /**
   * Has a registry checked soon, of whose logins one alone has been proven, and whose status is that
   * of all; the repository in which it was is remembered.
   */
  async checkSoon(record: Omit<CheckRecord, 'isWithout' | 'retryAfter'>): Promise<void> {
    const { registry, verdict } = record;
    await this.#knex.transaction(async transaction => {
      if (!(await isUnchanged(transaction, record))) return;
      await new StatusStore(transaction).checkSoon(registry.id, pulledRepository(verdict));
    });
  }

  async #save(transaction: Knex.Transaction, record: CheckRecord) {
    const { registry, verdict, retryAfter } = record;
    const statuses = new StatusStore(transaction);
    const history = await statuses.historyOf(registry.id);
    const { code } = verdict;
    const failures = isFailure(code) ? history.failures + 1 : 0;
    const now = Date.now();
    const wait = untilNextCheck({
      ...{ code, failures, frequency: this.#frequency, random: Math.random() },
      retryAfter: retryAfter === undefined ? undefined : retryAfter * 1000,
    });
    return statuses.save({
      registryId: registry.id,
      verdict,
      checkedAt: new Date(now).toISOString(),
      nextCheckAt: new Date(now + wait).toISOString(),
      failures,
      repository: pulledRepository(verdict) ?? remembered(history, record),
    });
  }
}

/** A login that is fine has a cause where its repository is refused, and nowhere else. */
function remembered(history: CheckHistory, record: CheckRecord): string | undefined {
  const isRefused = history.code === 'OK' && history.cause !== undefined;
  const isLeft = record.isWithout && record.verdict.code === 'OK' && isRefused;
  return isLeft ? undefined : history.repository;
}

function pulledRepository({ proven }: CheckVerdict): string | undefined {
  return proven.find(step => step.startsWith('pull:'))?.slice('pull:'.length);
}

async function isUnchanged(
  transaction: Knex.Transaction,
  { registry, credentials }: Checked,
): Promise<boolean> {
  const stored = await new RegistryStore(transaction).find(registry.id);
  if (stored?.revision !== registry.revision) return false;
  const now = await new CredentialStore(transaction).findByIds(credentials.map(({ id }) => id));
  const revisions = new Map(now.map(({ id, revision }) => [id, revision]));
  return credentials.every(({ id, revision }) => revisions.get(id) === revision);
}
