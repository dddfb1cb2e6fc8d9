import { randomUUID } from 'node:crypto';
import type { Status, StatusCode } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { CheckVerdict } from '../check/check-verdict.ts';

/** A row of the table `registry_status`. */
interface StatusRow {
  readonly registry_id: string;
  readonly code: StatusCode;
  readonly cause: string | null;
  readonly next_step: string | null;
  readonly since: string;
  /** Null until the first check. */
  readonly checked_at: string | null;
  readonly expires_at: string | null;
  readonly expiring_at: string | null;
  readonly repository: string | null;
  readonly proven: string;
  readonly failures: number;
  readonly next_check_at: string | null;
}

/** What is known about the checks of a registry. */
export interface CheckHistory {
  /** In a row, up to the last check. */
  readonly failures: number;
  /** Was proven once; absent where none was. */
  readonly repository: string | undefined;
}

/** What a check said, and when the next one is due. Times are ISO 8601. */
export interface StatusChange extends CheckHistory {
  readonly registryId: string;
  readonly verdict: CheckVerdict;
  readonly checkedAt: string;
  readonly nextCheckAt: string;
}

/** A status that has grown old by itself. */
export interface AgedStatus {
  readonly registryId: string;
  readonly code: StatusCode;
  readonly expiresAt: string;
}

/** What the last checks of registries said. Inside a transaction, make one of the transaction. */
export class StatusStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** By the id of the registry; one that was never checked is missing. */
  async findByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Status>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#rows().whereIn('registry_id', ids).whereNotNull('checked_at');
    return new Map(rows.map(row => [row.registry_id, statusOfRow(row)]));
  }

  async historyOf(registryId: string): Promise<CheckHistory> {
    const row = await this.#rows().where({ registry_id: registryId }).first();
    return { failures: row?.failures ?? 0, repository: row?.repository ?? undefined };
  }

  /** Has these registries checked soon: they are new, or not what they were. */
  async setDue(registryIds: readonly string[]): Promise<void> {
    if (registryIds.length === 0) return;
    const now = new Date().toISOString();
    const unknown = { code: 'UNKNOWN', since: now, proven: '[]' } as const;
    await this.#knex('registry_status')
      .insert(registryIds.map(id => ({ registry_id: id, ...unknown, next_check_at: now })))
      .onConflict('registry_id')
      .merge({ next_check_at: now, failures: 0 });
  }

  /** Writes what a check said; the history gets what has changed. Returns the status before. */
  async save(change: StatusChange): Promise<StatusCode | undefined> {
    const { registryId, verdict, checkedAt } = change;
    const before = await this.#rows().where({ registry_id: registryId }).first();
    const isSame = before?.code === verdict.code && before.checked_at !== null;
    const row = rowOf(change, isSame ? before.since : checkedAt);
    await this.#knex('registry_status').insert(row).onConflict('registry_id').merge();
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

  #rows() {
    return this.#knex<StatusRow>('registry_status').select('*');
  }

  async #remember(
    registryId: string,
    { code, cause }: Pick<CheckVerdict, 'code' | 'cause'>,
    at: string,
  ): Promise<void> {
    const entry = { id: randomUUID(), registry_id: registryId, code, cause: cause ?? null, at };
    await this.#knex('status_history').insert(entry);
  }
}

function rowOf(change: StatusChange, since: string): StatusRow {
  const { registryId, verdict, checkedAt, nextCheckAt, failures, repository } = change;
  return {
    registry_id: registryId,
    code: verdict.code,
    cause: verdict.cause ?? null,
    next_step: verdict.nextStep ?? null,
    since,
    checked_at: checkedAt,
    expires_at: verdict.expiresAt ?? null,
    expiring_at: verdict.expiringAt ?? null,
    repository: repository ?? null,
    proven: JSON.stringify(verdict.proven),
    failures,
    next_check_at: nextCheckAt,
  };
}

function statusOfRow(row: StatusRow): Status {
  return {
    code: row.code,
    ...(row.cause !== null && { cause: row.cause }),
    ...(row.next_step !== null && { nextStep: row.next_step }),
    since: row.since,
    ...(row.checked_at !== null && { checkedAt: row.checked_at }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    proven: JSON.parse(row.proven) as string[],
  };
}
