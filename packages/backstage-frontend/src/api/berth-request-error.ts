import type { ErrorResponse } from '@berth/backstage-plugin-berth-common';

type Problem = NonNullable<ErrorResponse['error']['problems']>[number];

/** The backend said no: what was given, which rule it breaks, what to do. */
export class BerthRequestError extends Error {
  override readonly name = 'BerthRequestError';
  readonly status: number;
  /** What is wrong with which field; a path such as `pullCredential.password`. */
  readonly problems: readonly Problem[];
  /** With 412: what has changed since it was read. */
  readonly changed: readonly string[];

  constructor(options: {
    readonly message: string;
    readonly status: number;
    readonly problems?: readonly Problem[];
    readonly changed?: readonly string[];
  }) {
    super(options.message);
    this.status = options.status;
    this.problems = options.problems ?? [];
    this.changed = options.changed ?? [];
  }
}

/** A proxy in between may answer with anything. */
export async function readRequestError(response: Response): Promise<BerthRequestError> {
  const { status } = response;
  const error = errorIn(await response.text());
  if (error === undefined) {
    const message = `Berth's backend answered ${status} without saying why. Try again; if it stays so, tell whoever runs this portal.`;
    return new BerthRequestError({ message, status });
  }
  const { message, field, problems, changed } = error;
  return new BerthRequestError({
    message,
    status,
    problems: problems ?? (field === undefined ? [] : [{ field, message }]),
    ...(changed !== undefined && { changed }),
  });
}

function errorIn(body: string): ErrorResponse['error'] | undefined {
  try {
    const { error } = JSON.parse(body) as Partial<ErrorResponse>;
    return typeof error?.message === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}
