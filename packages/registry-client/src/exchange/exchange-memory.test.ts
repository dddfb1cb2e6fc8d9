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
