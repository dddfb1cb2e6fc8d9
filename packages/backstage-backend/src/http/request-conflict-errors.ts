import { ConflictError, CustomErrorBase } from '@backstage/errors';
import type { ErrorCode, ErrorDetails } from '@berth/backstage-plugin-berth-common';

/** 412: what the request knew is no longer so. */
export class PreconditionFailedError extends CustomErrorBase {
  override name = 'PreconditionFailedError' as const;
  readonly statusCode = 412;
  /** The fields that have changed since. */
  readonly changed: readonly string[];

  constructor(message: string, changed: readonly string[]) {
    super(message);
    this.changed = changed;
  }
}

/** 409: the name is another entry's. */
export class NameTakenError extends ConflictError {
  readonly code: ErrorCode = 'NAME_TAKEN';

  constructor(message: string) {
    super(message);
    this.name = 'ConflictError';
  }
}

/** 409: others still use it. */
export class InUseError extends ConflictError {
  readonly code: ErrorCode | undefined;
  /** Of what it is used by; apps can be overruled by force. */
  readonly heldBy: NonNullable<ErrorDetails['heldBy']>;
  readonly usages: readonly string[];
  readonly totalUsages: number;
  /** True where whoever has chosen nothing uses it, too. */
  readonly default: true | undefined;

  constructor(
    message: string,
    heldBy: InUseError['heldBy'],
    users: {
      /** As far as the caller may know of them. */
      readonly names: readonly string[];
      readonly total: number;
      readonly isDefault?: boolean;
      /** What would cut them off. */
      readonly code?: ErrorCode | undefined;
    },
  ) {
    super(message);
    this.name = 'ConflictError';
    this.code = users.code;
    this.heldBy = heldBy;
    this.usages = users.names.slice(0, 100);
    this.totalUsages = users.total;
    this.default = users.isDefault || undefined;
  }
}
