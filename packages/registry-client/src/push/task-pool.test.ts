import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { settleAll, TaskPool } from './task-pool.ts';

test('runs no more than its size at a time, and all in the end', async () => {
  const pool = new TaskPool(3);
  let running = 0;
  let most = 0;
  const results = await settleAll(
    Array.from({ length: 20 }, (_, at) =>
      pool.run(async () => {
        most = Math.max(most, ++running);
        await wait(1);
        running--;
        return at;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(results).toEqual(Array.from({ length: 20 }, (_, at) => at));
});

test('a failure ends what waits, and is the one that is told', async () => {
  const pool = new TaskPool(1);
  let late = false;
  const all = settleAll([
    pool.run(() => Promise.reject(new Error('first'))),
    pool.run(async () => {
      late = true;
      await wait(0);
    }),
  ]);
  await expect(all).rejects.toThrow('first');
  expect(late).toBe(false);
  expect(pool.signal.aborted).toBe(true);
});

test('waits for what runs beside a failure', async () => {
  let ended = false;
  const slow = wait(20).then(() => (ended = true));
  await expect(settleAll([Promise.reject(new Error('first')), slow])).rejects.toThrow('first');
  expect(ended).toBe(true);
});
