/** Seconds before its end that an answer counts as ended: what it is for takes time too. */
const MARGIN = 60;

/**
 * What the exchanges of one run share: one identity token for an audience, one session of a role,
 * one token of a cloud, however many registries they serve. It belongs to one caller, with one
 * source of identity tokens.
 */
export class ExchangeMemory {
  readonly #answers = new Map<string, Promise<unknown>>();

  /**
   * What was asked for under these parts before, also while that is still on its way; else asks.
   * What failed or has ended is asked for again. The parts may be secrets: only their hash is kept.
   *
   * @param endOf milliseconds since 1970; `undefined` for what does not end
   */
  async remember<T>(
    parts: readonly string[],
    ask: () => Promise<T>,
    endOf: (answer: T) => number | undefined = () => undefined,
  ): Promise<T> {
    const { hash } = process.getBuiltinModule('node:crypto');
    const key = hash('sha256', JSON.stringify(parts));
    const known = this.#answers.get(key) as Promise<T> | undefined;
    if (known !== undefined) {
      const answer = await known;
      if ((endOf(answer) ?? Infinity) > Date.now() + MARGIN * 1000) return answer;
      if (this.#answers.get(key) !== known) return this.remember(parts, ask, endOf);
    }
    const answer = ask();
    this.#answers.set(key, answer);
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }
}
