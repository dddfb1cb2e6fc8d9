import { ConflictError, CustomErrorBase } from '@backstage/errors';
import type { ErrorResponse } from '@berth/backstage-plugin-berth-common';

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

/** 409: others still use it. */
export class InUseError extends ConflictError {
  /** Of what it is used by; apps can be overruled by force. */
  readonly heldBy: NonNullable<ErrorResponse['error']['heldBy']>;
  readonly usages: readonly string[];

  constructor(message: string, heldBy: InUseError['heldBy'], usages: readonly string[]) {
    super(message);
    this.name = 'ConflictError';
    this.heldBy = heldBy;
    this.usages = usages.slice(0, 100);
  }
}
