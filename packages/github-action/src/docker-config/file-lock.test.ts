import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './file-lock.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'berth-lock-'));
  file = path.join(folder, 'config.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('one after the other, and no lock afterwards', async () => {
  let inside = 0;
  const order: number[] = [];
  const work = async () => {
    order.push(++inside);
    await new Promise(resolve => setTimeout(resolve, 5));
    inside--;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(file, work)));
  expect(order).toEqual([1, 1, 1, 1, 1]);
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test('a failure gives the lock back', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test('a lock that was left behind is taken over', async () => {
  writeFileSync(`${file}.lock`, 'somebody who is gone');
  const longAgo = Date.now() / 1000 - 600;
  utimesSync(`${file}.lock`, longAgo, longAgo);
  expect(await withLock(file, () => Promise.resolve('done'))).toBe('done');
  expect(existsSync(`${file}.lock`)).toBe(false);
});
