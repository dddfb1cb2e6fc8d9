import type { Knex } from 'knex';

/** How often somebody has checked, or something was checked, in windows of time that all replicas share. */
export class CheckCountStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Counts one more in the window and returns how many that makes, in one statement. */
  async add(key: string, windowStart: string): Promise<number> {
    const rows = await this.#knex('check_counts')
      .insert({ key, window_start: windowStart, count: 1 })
      .onConflict('key')
      .merge({
        window_start: windowStart,
        count: this.#knex.raw(
          'case when check_counts.window_start = ? then check_counts.count + 1 else 1 end',
          [windowStart],
        ),
      })
      .returning<{ count: number }[]>('count');
    return rows[0]?.count ?? 1;
  }

  async deleteBefore(windowStart: string): Promise<void> {
    await this.#knex('check_counts').where('window_start', '<', windowStart).delete();
  }
}
