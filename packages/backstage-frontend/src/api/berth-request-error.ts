import type {
  ErrorCode,
  ErrorDetails,
  ErrorProblem,
  ErrorResponse,
} from '@berth/backstage-plugin-berth-common';

/** The backend said no: what was given, which rule it breaks, what to do. */
export class BerthRequestError extends Error {
  override readonly name = 'BerthRequestError';
  readonly status: number;
  /** What it is about, where the status alone does not say. */
  readonly code: ErrorCode | undefined;
  /** What is wrong with which field; a path such as `pullCredential.password`. */
  readonly problems: readonly ErrorProblem[];
  /** With 412: what has changed since it was read. */
  readonly changed: readonly string[];
  /** With 409: who still uses it, as far as the reader may see them; the first of them. */
  readonly usages: readonly string[];
  /** With 409: how many use it, those counted that the reader may not see. */
  readonly totalUsages: number;
  /** Apps are in the way, though perhaps none that the reader may see: it can be forced. */
  readonly isHeldByApps: boolean;
  /** With 409: it is, or would be, the default, which is used by all that have chosen nothing. */
  readonly isDefault: boolean;
  /** With 429: after so many seconds it may be tried again. */
  readonly retryAfter: number | undefined;

  constructor(options: {
    readonly message: string;
    readonly status: number;
    readonly code?: ErrorCode | undefined;
    readonly problems?: readonly ErrorProblem[];
    readonly changed?: readonly string[];
    readonly usages?: readonly string[];
    readonly totalUsages?: number | undefined;
    readonly isHeldByApps?: boolean;
    readonly isDefault?: boolean;
    readonly retryAfter?: number | undefined;
  }) {
    super(options.message);
    this.status = options.status;
    this.code = options.code;
    this.problems = options.problems ?? [];
    this.changed = options.changed ?? [];
    this.usages = options.usages ?? [];
    this.totalUsages = options.totalUsages ?? this.usages.length;
    this.isHeldByApps = options.isHeldByApps ?? false;
    this.isDefault = options.isDefault ?? false;
    this.retryAfter = options.retryAfter;
  }
}

/** A proxy in between may answer with anything. */
export async function readRequestError(response: Response): Promise<BerthRequestError> {
  const { status } = response;
  const retryAfter = secondsIn(response.headers.get('Retry-After'));
  const error = errorIn(await response.text());
  if (error === undefined) {
    const message = `Berth's backend answered ${status} without saying why. Try again; if it stays so, tell whoever runs this portal.`;
    return new BerthRequestError({ message, status, retryAfter });
  }
  const { message, code, field, problems, changed, usages, totalUsages } = error;
  return new BerthRequestError({
    message,
    status,
    code,
    problems: problems ?? (field === undefined ? [] : [{ field, message }]),
    ...(changed !== undefined && { changed }),
    ...(usages !== undefined && { usages }),
    totalUsages,
    isHeldByApps: error.heldBy === 'apps',
    isDefault: error.default === true,
    retryAfter,
  });
}

/** It may be a date as well (RFC 9110, 10.2.3), which no backend of Berth writes. */
function secondsIn(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

function errorIn(body: string): ErrorDetails | undefined {
  try {
    const { error } = JSON.parse(body) as Partial<ErrorResponse>;
    return typeof error?.message === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}
