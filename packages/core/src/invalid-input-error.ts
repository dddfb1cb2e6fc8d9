/**
 * The caller can mend this. The message quotes what was given, names the rule and gives the next
 * step; it never holds a secret.
 */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  /** The path of the field that is wrong, for example `logins[1].username`. */
  readonly field?: string;
  /** The file in which the mistake is, as the caller named it. */
  readonly file?: string;

  constructor(
    message: string,
    options: { readonly field?: string; readonly file?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options);
    if (options.field !== undefined) this.field = options.field;
    if (options.file !== undefined) this.file = options.file;
  }
}

/** Runs what does not know the field that it reads, and names it in the error. */
export function inField<Result>(field: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidInputError(error.message, { field, cause: error });
  }
}
