import { expect, test } from 'vitest';
import { ExchangeMemory } from './exchange-memory.ts';

test('asks once for the same parts, also while the answer is on its way', async () => {
  const memory = new ExchangeMemory();
  let asked = 0;
  const ask = () => Promise.resolve(++asked);

  expect(
    await Promise.all([memory.remember(['a', 'b'], ask), memory.remember(['a', 'b'], ask)]),
  ).toEqual([1, 1]);
  expect(await memory.remember(['a', 'b'], ask)).toBe(1);
  expect(await memory.remember(['ab'], ask)).toBe(2);
});

test('forgets what failed', async () => {
  const memory = new ExchangeMemory();
  await expect(memory.remember(['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await memory.remember(['a'], () => Promise.resolve('yes'))).toBe('yes');
});

test('asks again, once for all, for what has ended or is about to', async () => {
  const memory = new ExchangeMemory();
  const ends = [Date.now() + 50_000, Date.now() + 3_600_000];
  let asked = 0;
  const ask = () => Promise.resolve(ends[asked++] ?? 0);
  const remember = () => memory.remember(['a'], ask, end => end);

  await remember();
  expect(await Promise.all([remember(), remember(), remember()])).toEqual([
    ends[1],
    ends[1],
    ends[1],
  ]);
  expect(asked).toBe(2);
});
