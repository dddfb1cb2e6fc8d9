import type { Status, StatusCode } from '@berth/backstage-plugin-berth-common';
import type { CheckVerdict } from '../check/check-verdict.ts';

/** A row of the table `registry_status`. */
export interface StatusRow {
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
  readonly ends_at: string | null;
}

/** How a registry is, as far as is known. */
export interface RegistryHealth {
  /** Of the last check; absent before the first. */
  readonly status: Status | undefined;
  /** When the first of its logins ends. */
  readonly endsAt: string | undefined;
}

/** What is known about the checks of a registry. */
export interface CheckHistory {
  readonly code: StatusCode | undefined;
  readonly cause: string | undefined;
  /** In a row, up to the last check. */
  readonly failures: number;
  /** Was proven once; absent where none was. */
  readonly repository: string | undefined;
}

/** What a check said, and when the next one is due. Times are ISO 8601. */
export interface StatusChange extends Pick<CheckHistory, 'failures' | 'repository'> {
  readonly registryId: string;
  readonly verdict: CheckVerdict;
  readonly checkedAt: string;
  readonly nextCheckAt: string;
}

/** But for the column that is made from others. */
export function rowOfStatus(change: StatusChange, since: string): Omit<StatusRow, 'ends_at'> {
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

export function healthOfRow(row: StatusRow): RegistryHealth {
  const status = row.checked_at === null ? undefined : statusOfRow(row);
  return { status, endsAt: row.ends_at ?? undefined };
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
