import type { Status, StatusCode } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';

/** A row of the table `registry_status`. */
interface StatusRow {
  readonly registry_id: string;
  readonly code: StatusCode;
  readonly cause: string | null;
  readonly next_step: string | null;
  readonly since: string;
  readonly checked_at: string | null;
  readonly expires_at: string | null;
  readonly proven: string;
}

/** What the last checks of registries said. */
export class StatusStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** By the id of the registry; one that was never checked is missing. */
  async findByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Status>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#knex<StatusRow>('registry_status').whereIn('registry_id', ids);
    return new Map(rows.map(row => [row.registry_id, statusOfRow(row)]));
  }
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
