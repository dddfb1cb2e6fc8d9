import { InvalidInputError } from '@berth/core';

/** Gathers what is wrong with the inputs, so that all of it is told at once. */
export class Problems {
  readonly #errors: InvalidInputError[] = [];

  /** The value of `read`, or nothing where it throws an `InvalidInputError`, which is kept. */
  collect<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      return this.add(error);
    }
  }

  /** The same for a value that takes time: a list of it, or of nothing. */
  async collectAsync<T>(read: () => Promise<T>): Promise<readonly T[]> {
    try {
      return [await read()];
    } catch (error) {
      this.add(error);
      return [];
    }
  }

  /** Keeps what the caller can mend; anything else is thrown again. */
  add(error: unknown): undefined {
    if (error instanceof AggregateError) for (const one of error.errors) this.add(one);
    else if (!(error instanceof InvalidInputError)) throw error;
    // An input may be read for two purposes.
    else if (!this.#errors.some(({ message }) => message === error.message)) {
      this.#errors.push(error);
    }
  }

  throwIfAny(): void {
    if (this.#errors.length > 0) throw new AggregateError(this.#errors);
  }
}
