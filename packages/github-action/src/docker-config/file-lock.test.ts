import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { spawnSync } from 'node:child_process';
import { withLock } from './file-lock.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'berth-lock-'));
  file = path.join(folder, 'config.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The claim of the process that holds the lock, as it lies there. */
async function claimName(): Promise<string> {
  return withLock(file, () => Promise.resolve(readdirSync(folder).join()));
}

async function leaveClaim(pid: number, options: { machine?: string; age?: number } = {}) {
  const [, machine = ''] = /lock-(\w+)-/.exec(await claimName()) ?? [];
  const claim = path.join(
    folder,
    `config.json.berth-lock-${options.machine ?? machine}-${pid}-0.1234`,
  );
  writeFileSync(claim, '');
  const then = Date.now() / 1000 - (options.age ?? 0);
  utimesSync(claim, then, then);
  return claim;
}

const waiting = () => withLock(file, () => Promise.resolve('done'));
const soon = () => new Promise(resolve => setTimeout(() => resolve('waits'), 150));

// What the system says to anybody but root: that the process is there, and somebody else's.
const OF_ANOTHER_USER = 4_000_000;
const kill = process.kill.bind(process);
vi.spyOn(process, 'kill').mockImplementation((pid, signal) => {
  if (pid === OF_ANOTHER_USER) throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
  return kill(pid, signal);
});

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
  expect(readdirSync(folder)).toEqual([]);
});

test('a failure gives the lock back', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(readdirSync(folder)).toEqual([]);
});

test('says whether the folder was made for it', async () => {
  const inside = path.join(folder, 'new/config.json');
  expect(await withLock(inside, isNew => Promise.resolve(isNew))).toBe(true);
  expect(await withLock(inside, isNew => Promise.resolve(isNew))).toBe(false);
});

test('the claim of a killed process is swept away at once', async () => {
  await leaveClaim(spawnSync(process.execPath, ['-e', '']).pid);
  expect(await Promise.race([waiting(), soon()])).toBe('done');
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['a living process', process.ppid, {}],
  ['a process of another user', OF_ANOTHER_USER, {}],
  ['a process of another machine', 1, { machine: 'elsewhere' }],
])('the claim of %s holds, until it has been silent for a minute', async (_, pid, options) => {
  const claim = await leaveClaim(pid, { ...options, age: 40 });
  const done = waiting();
  expect(await Promise.race([done, soon()])).toBe('waits');
  const longAgo = Date.now() / 1000 - 70;
  utimesSync(claim, longAgo, longAgo);
  expect(await done).toBe('done');
  expect(readdirSync(folder)).toEqual([]);
});

test('many who find the claim of a dead process still come one after the other', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  let inside = 0;
  for (let round = 0; round < 20; round++) {
    await leaveClaim(dead);
    const all = Array.from({ length: 4 }, () =>
      withLock(file, async () => {
        expect(++inside).toBe(1);
        await new Promise(setImmediate);
        inside--;
      }),
    );
    await Promise.all(all);
  }
  expect(readdirSync(folder)).toEqual([]);
});
