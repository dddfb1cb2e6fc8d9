import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isolatedConfig } from './isolated-config.ts';
import { replaceFile } from './write-file.ts';

vi.mock('node:fs', async original => {
  const real = await original<{ renameSync: typeof renameSync }>();
  return { ...real, renameSync: vi.fn(real.renameSync) };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'berth-systems-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

/** What this system would do if it were the other one. */
function pretend(platform: NodeJS.Platform): void {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
}

const failure = (code: string) => Object.assign(new Error(code), { code });

describe('a file that somebody reads', () => {
  const replace = (times: number) => {
    const file = path.join(folder, 'config.json');
    writeFileSync(file, 'old');
    for (let time = 0; time < times; time++) {
      vi.mocked(renameSync).mockImplementationOnce(() => {
        throw failure('EPERM');
      });
    }
    replaceFile(file, 'new');
    return readFileSync(file, 'utf8');
  };

  test('is replaced on Windows as soon as it is free', () => {
    pretend('win32');
    expect(replace(2)).toBe('new');
  });

  test('is an error elsewhere, and nothing is left beside it', () => {
    pretend('linux');
    expect(() => replace(1)).toThrow('EPERM');
    expect(readdirSync(folder)).toEqual(['config.json']);
  });
});

describe('what lies beside the Docker config', () => {
  function neighbours(): { readonly file: Stats; readonly folder: Stats } {
    const original = path.join(folder, '.docker');
    mkdirSync(path.join(original, 'contexts'), { recursive: true });
    writeFileSync(path.join(original, 'daemon.json'), '{}');
    const own = path.join(folder, 'own');
    isolatedConfig({ folder: original, authFile: undefined }, { folder: own, registries: [] });
    return {
      file: lstatSync(path.join(own, 'daemon.json')),
      folder: lstatSync(path.join(own, 'contexts')),
    };
  }

  test('is copied on Windows, where a link to a file takes a right of its own', () => {
    pretend('win32');
    const { file, folder } = neighbours();
    expect([file.isFile(), folder.isSymbolicLink()]).toEqual([true, true]);
  });

  test('is linked elsewhere', () => {
    pretend('darwin');
    const { file, folder } = neighbours();
    expect([file.isSymbolicLink(), folder.isSymbolicLink()]).toEqual([true, true]);
  });
});
