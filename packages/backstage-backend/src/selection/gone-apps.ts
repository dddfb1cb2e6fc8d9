import type {
  LoggerService,
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { Knex } from 'knex';
import type { AppCatalog } from '../app/app-catalog.ts';
import { EventStore } from '../store/event-store.ts';
import { SelectionStore, type Chooser } from '../store/selection-store.ts';
import { writeTransaction } from '../store/write-transaction.ts';
import { selectionDeletion } from './selection-state.ts';

const DAY = 86_400_000;
const KEPT_DAYS = 7;
const BATCH = 500;

/** Who deletes, in events. */
const CLEAN_UP = { ref: 'plugin:berth', kind: 'service' } as const;

/**
 * Deletes what entities have chosen that the catalog has not had for some days. An entity that is
 * renamed is another one to the catalog.
 */
export class GoneApps {
  readonly #knex: Knex;
  readonly #apps: AppCatalog;
  readonly #logger: LoggerService;
  readonly #keptMilliseconds: number;

  constructor(deps: {
    readonly knex: Knex;
    readonly apps: AppCatalog;
    readonly logger: LoggerService;
    /** How long selections are kept without their entity. */
    readonly keptMilliseconds: number;
  }) {
    this.#knex = deps.knex;
    this.#apps = deps.apps;
    this.#logger = deps.logger;
    this.#keptMilliseconds = deps.keptMilliseconds;
  }

  /** Once in all replicas. */
  get schedule(): SchedulerServiceTaskScheduleDefinition &
    SchedulerServiceTaskInvocationDefinition {
    return {
      id: 'berth-gone-apps',
      scope: 'global',
      frequency: { hours: 1 },
      timeout: { minutes: 30 },
      initialDelay: { minutes: 2 },
      fn: async signal => {
        const deleted = await this.run(new Date(), signal);
        if (deleted > 0) this.#logger.info(`Deleted ${deleted} selections of gone entities.`);
      },
    };
  }

  /** @throws ServiceUnavailableError where the catalog cannot be asked: then nothing is deleted. */
  async run(now: Date, signal?: AbortSignal): Promise<number> {
    const selections = new SelectionStore(this.#knex);
    let deleted = 0;
    let after = '';
    while (signal?.aborted !== true) {
      const choosers = await selections.choosers(after, BATCH);
      const last = choosers.at(-1);
      if (last === undefined) break;
      after = last.entityRef;
      deleted += await this.#look(choosers, now);
    }
    return deleted;
  }

  async #look(choosers: readonly Chooser[], now: Date): Promise<number> {
    const selections = new SelectionStore(this.#knex);
    const known = await this.#apps.known(choosers.map(({ entityRef }) => entityRef));
    const [there, gone] = [
      choosers.filter(({ entityRef }) => known.has(entityRef)),
      choosers.filter(({ entityRef }) => !known.has(entityRef)),
    ];
    await selections.setMissing(refs(there.filter(isNoted)), undefined);
    await selections.setMissing(refs(gone.filter(one => !isNoted(one))), now.toISOString());
    const limit = new Date(now.getTime() - this.#keptMilliseconds).toISOString();
    const overdue = gone.filter(({ missingSince = '~' }) => missingSince <= limit);
    return overdue.length === 0 ? 0 : this.#delete(refs(overdue), limit);
  }

  /** Not while somebody chooses anew for one of them. */
  #delete(entityRefs: readonly string[], limit: string): Promise<number> {
    return writeTransaction(this.#knex, async transaction => {
      const deleted = await new SelectionStore(transaction).deleteMissing(entityRefs, limit);
      const events = new EventStore(transaction);
      for (const selection of deleted) {
        const reason = 'The catalog has no such entity any more.';
        await events.add(CLEAN_UP, { ...selectionDeletion(selection), reason });
      }
      return deleted.length;
    });
  }
}

/** Milliseconds. */
export function readKeptSelections(config: Config): number {
  const key = 'berth.selections.keepWithoutEntity';
  if (!config.has(key)) return KEPT_DAYS * DAY;
  return durationToMilliseconds(readDurationFromConfig(config, { key }));
}

function isNoted({ missingSince }: Chooser): boolean {
  return missingSince !== undefined;
}

function refs(choosers: readonly Chooser[]): readonly string[] {
  return choosers.map(({ entityRef }) => entityRef);
}
