import type { StatusChange as PastStatus, StatusCode } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { CheckVerdict } from '../check/check-verdict.ts';
import { eventId } from '../event/event-id.ts';
import { isFailure } from '../health/next-check.ts';
import { enteredEnd, firstEnd } from './first-end.ts';
import { readPage, type Page, type PageRequest } from './page.ts';
import {
  healthOfRow,
  rowOfStatus,
  type CheckHistory,
  type RegistryHealth,
  type StatusChange,
  type StatusRow,
} from './stored-status.ts';

/** A status that has grown old by itself. */
export interface AgedStatus {
  readonly registryId: string;
  readonly code: StatusCode;
  readonly expiresAt: string;
}

/** A row of the table `status_history`. */
interface HistoryRow {
  readonly id: string;
  readonly registry_id: string;
  readonly code: StatusCode;
  readonly cause: string | null;
  readonly at: string;
}

const BATCH = 1000;

/** What the last checks of registries said. Inside a transaction, make one of the transaction. */
export class StatusStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** By the id of the registry. */
  async findByIds(ids: readonly string[]): Promise<ReadonlyMap<string, RegistryHealth>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#rows().whereIn('registry_id', ids);
    return new Map(rows.map(row => [row.registry_id, healthOfRow(row)]));
  }

  async historyOf(registryId: string): Promise<CheckHistory> {
    const row = await this.#rows().where({ registry_id: registryId }).first();
    return {
      ...{ code: row?.code, cause: row?.cause ?? undefined },
      ...{ failures: row?.failures ?? 0, repository: row?.repository ?? undefined },
    };
  }

  /** Has these registries checked soon: they are new, or not what they were. */
  async setDue(registryIds: readonly string[]): Promise<void> {
    if (registryIds.length === 0) return;
    const now = new Date().toISOString();
    const unknown = { code: 'UNKNOWN', since: now, proven: '[]' } as const;
    await this.#knex('registry_status')
      .insert(registryIds.map(id => ({ registry_id: id, ...unknown, next_check_at: now })))
      .onConflict('registry_id')
      // What was proven there before may not be there any more.
      .merge({ next_check_at: now, failures: 0, repository: null });
    await this.#knex('registry_status')
      .whereIn('registry_id', registryIds)
      .update(enteredEnd(this.#knex));
  }

  /** Has a registry checked soon, if it is there; a repository may have been proven for it. */
  async checkSoon(registryId: string, repository: string | undefined): Promise<void> {
    const soon = { next_check_at: new Date().toISOString() };
    await this.#knex('registry_status')
      .where({ registry_id: registryId })
      .update({ ...soon, ...(repository !== undefined && { repository }) });
  }

  /** Writes what a check said; the history gets what has changed. Returns the status before. */
  async save(change: StatusChange): Promise<StatusCode | undefined> {
    const { registryId, verdict, checkedAt } = change;
    const before = await this.#rows().where({ registry_id: registryId }).first();
    const isSame = before !== undefined && before.checked_at !== null && isAlike(before, verdict);
    const row = rowOfStatus(change, isSame ? before.since : checkedAt);
    await this.#knex('registry_status').insert(row).onConflict('registry_id').merge();
    await this.#knex('registry_status')
      .where({ registry_id: registryId })
      .update({ ends_at: firstEnd(this.#knex) });
    if (!isSame) await this.#remember(registryId, verdict, checkedAt);
    return before?.code;
  }

  /** Those whose login has ended, or is about to, since they were checked. */
  async findAged(now: string): Promise<readonly AgedStatus[]> {
    const rows = await this.#rows()
      .whereIn('code', ['OK', 'EXPIRING'])
      .where('expiring_at', '<=', now)
      .where(either => {
        void either.where({ code: 'OK' }).orWhere('expires_at', '<=', now);
      })
      // One that was accepted after its end has a wrong date.
      .whereRaw('checked_at < expires_at');
    return rows.map(row => ({
      registryId: row.registry_id,
      code: row.code,
      expiresAt: row.expires_at ?? now,
    }));
  }

  /** Changes the status alone: nobody has checked. Another one's change in between stays. */
  async age(
    { registryId, code }: Pick<AgedStatus, 'registryId' | 'code'>,
    to: Required<Pick<CheckVerdict, 'code' | 'cause' | 'nextStep'>>,
    now: string,
  ): Promise<void> {
    const changed = await this.#knex('registry_status')
      .where({ registry_id: registryId, code })
      .update({ code: to.code, cause: to.cause, next_step: to.nextStep, since: now });
    if (changed > 0) await this.#remember(registryId, to, now);
  }

  /** What a registry was, the newest first. */
  async listHistory(
    registryId: string,
    page: Pick<PageRequest, 'limit' | 'cursor'>,
  ): Promise<Page<PastStatus>> {
    const query = this.#knex('status_history').where({ registry_id: registryId });
    const sort = { column: 'at', descending: true };
    const request = { ...page, sort, filters: registryId };
    const { items, ...rest } = await readPage<HistoryRow>(query, 'status_history', request);
    const told = items.map(({ code, cause, at }) => ({
      code,
      ...(cause !== null && { cause }),
      at,
    }));
    return { items: told, ...rest };
  }

  /**
   * Deletes what was before this time, in small parts, so that nobody waits for it; how a registry
   * is now stays. Returns how much there was.
   */
  async deleteHistoryBefore(time: string): Promise<number> {
    let deleted = 0;
    for (let part = BATCH; part === BATCH; deleted += part) {
      const ids = this.#knex('status_history as old')
        .where('old.at', '<', time)
        .whereExists(newer => {
          const same = newer.from('status_history as newer');
          void same.whereRaw('newer.registry_id = old.registry_id and newer.at > old.at');
        })
        .orderBy(['old.at', 'old.id'])
        .limit(BATCH)
        .pluck<string[]>('old.id');
      part = await this.#knex('status_history')
        .whereIn('id', await ids)
        .delete();
    }
    return deleted;
  }

  #rows() {
    return this.#knex<StatusRow>('registry_status').select('*');
  }

  async #remember(
    registryId: string,
    { code, cause }: Pick<CheckVerdict, 'code' | 'cause'>,
    at: string,
  ): Promise<void> {
    const id = eventId(Date.now());
    const entry: HistoryRow = { id, registry_id: registryId, code, cause: cause ?? null, at };
    await this.#knex('status_history').insert(entry);
  }
}

/** What is ill stays so in other words; what is well is not the same with a cause. */
function isAlike({ code, cause }: StatusRow, verdict: CheckVerdict): boolean {
  if (code !== verdict.code) return false;
  return isFailure(code) || cause === (verdict.cause ?? null);
}
