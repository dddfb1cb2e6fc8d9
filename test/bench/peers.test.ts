import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../servers/temporary-folder.ts';

const PEERS = path.join(import.meta.dirname, 'peers.ts');

function peers(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawnSync(process.execPath, ['--conditions=@berth/source', PEERS, ...args], {
    encoding: 'utf8',
    env: { ...process.env, BERTH_BENCH_ROUNDS: '1', ...environment },
  });
  return { code: child.status, out: child.stdout, error: child.stderr };
}

/** An action that takes no time: what is measured here is only that it is run. */
function standIn(options: { readonly bundled: boolean }): string {
  const folder = temporaryFolder('stand-in');
  const runs = 'runs: { using: node24, main: dist/index.cjs, post: dist/index.cjs }';
  writeFileSync(path.join(folder, 'action.yml'), runs);
  mkdirSync(path.join(folder, 'dist'));
  if (options.bundled) writeFileSync(path.join(folder, 'dist/index.cjs'), '');
  return folder;
}

test('says how to get the other action', () => {
  expect(peers(['--help'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('git clone --depth 1') as string,
  });
  expect(peers([]).code).toBe(2);
});

test('says what is wrong with the path', () => {
  const nowhere = 'is no action: it has no action.yml. See --help for how to get one.';
  expect(peers(['--login-action', '/nowhere'])).toEqual({
    code: 1,
    out: '',
    error: `"/nowhere" ${nowhere}\n`,
  });
  const { code, error } = peers(['--login-action', standIn({ bundled: false })]);
  expect([code, error]).toEqual([1, expect.stringContaining('Check out a release')]);
});

test('says that docker is missing', () => {
  const { code, error } = peers(['--login-action', standIn({ bundled: true })], { PATH: '' });
  expect([code, error]).toEqual([1, expect.stringContaining('which is not on the PATH')]);
});

test('measures both in turn', () => {
  const { code, out } = peers(['--login-action', standIn({ bundled: true })]);
  expect(code).toBe(0);
  const rows = out.split('\n').filter(line => line.startsWith('| '));
  expect(rows.map(row => row.split(' | ')[0])).toEqual([
    '| whole process',
    '| Node that does nothing',
    '| ours, login',
    '| docker/login-action, login',
    '| ours, post',
    '| docker/login-action, post',
    '| what is loaded at once',
    '| ours',
    '| docker/login-action',
  ]);
});
