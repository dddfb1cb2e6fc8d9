/**
 * What the exchanges of one run share: one identity token for an audience, one session of a role,
 * one token of a cloud, however many registries they serve. It never renews anything, so that it
 * belongs to one run, of one caller.
 */
export class ExchangeMemory {
  readonly #answers = new Map<string, Promise<unknown>>();

  /**
   * What was asked for under these parts before, also while that is still on its way; else asks.
   * What failed is forgotten. The parts may be secrets: only their hash is kept.
   */
  remember<T>(parts: readonly string[], ask: () => Promise<T>): Promise<T> {
    const { hash } = process.getBuiltinModule('node:crypto');
    const key = hash('sha256', JSON.stringify(parts));
    const known = this.#answers.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = ask();
    this.#answers.set(key, answer);
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }
}
