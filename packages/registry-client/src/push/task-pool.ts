/** Runs tasks, at most `size` at a time, in the order they come. */
export class TaskPool {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #controller = new AbortController();

  constructor(size: number) {
    this.#free = size;
  }

  /** Aborted when a task has failed: the others are not worth finishing. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>(resolve => this.#waiting.push(resolve));
    else this.#free--;
    try {
      this.signal.throwIfAborted();
      return await task();
    } catch (error) {
      this.#controller.abort(error);
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }
}

/** Like `Promise.all`, but waits for all of them also where one fails; throws the first failure. */
export async function settleAll<T>(promises: Iterable<Promise<T>>): Promise<T[]> {
  let failure: { readonly error: unknown } | undefined;
  const results: T[] = [];
  const all = [...promises].map(async (promise, index) => {
    try {
      results[index] = await promise;
    } catch (error) {
      failure ??= { error };
    }
  });
  await Promise.all(all);
  if (failure !== undefined) throw failure.error;
  return results;
}
