import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { INPUT_NAMES, KEYLESS_NAMES } from '../src/inputs/input-names.ts';
import { readInputs } from '../src/inputs/inputs.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

const metadata = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly main: string; readonly post: string };
};

const sources = globSync('packages/github-action/src/**/*.ts', { cwd: ROOT })
  .filter(file => !file.endsWith('.test.ts'))
  .map(file => readFileSync(path.join(ROOT, file), 'utf8'))
  .join('\n');

/** What stands as the first argument of calls such as `setOutput('digest'`. */
function named(call: RegExp): readonly string[] {
  const pattern = new RegExp(`\\b(?:${call.source})\\(\\s*'([a-z-]+)'`, 'g');
  return [...new Set([...sources.matchAll(pattern)].map(match => match[1] ?? ''))].sort();
}

test('each input is read, and nothing else is', () => {
  const readers = /read(?:Text|SecretText|Lines|Flag|Choice|Number)/;
  expect([...named(readers), ...KEYLESS_NAMES].sort()).toEqual([...INPUT_NAMES].sort());
  expect(sources).toContain('keylessTexts(readText)');
});

test('each output is set, and nothing else is', () => {
  expect(named(/setOutput/)).toEqual(Object.keys(metadata.outputs).sort());
});

describe('the defaults of action.yml', () => {
  afterEach(() => vi.unstubAllEnvs());

  const given = {
    registry: 'ghcr.io',
    username: 'alice',
    password: 'hunter2',
    images: 'ghcr.io/acme/api:1',
    'pull-secret-file': 'pull-secret.yaml',
  };
  const defaults = Object.entries(metadata.inputs).flatMap(([name, { default: preset }]) =>
    preset === undefined ? [] : [[name, preset] as const],
  );

  async function read(inputs: Readonly<Record<string, string>>) {
    vi.unstubAllEnvs();
    for (const [name, value] of Object.entries(inputs)) {
      vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
    }
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      return await readInputs();
    } finally {
      vi.restoreAllMocks();
    }
  }

  test('are what the code takes where an input is not given', async () => {
    expect(await read({ ...given, ...Object.fromEntries(defaults) })).toEqual(await read(given));
  });

  test.each(defaults)(
    '%s: an input beside its default, %j, changes something',
    async (name, preset) => {
      const other = OTHER_VALUES[preset] ?? (/^\d+$/.test(preset) ? '7' : 'another');
      expect(await read({ ...given, [name]: other })).not.toEqual(await read(given));
    },
  );
});

const OTHER_VALUES: Readonly<Record<string, string>> = {
  true: 'false',
  false: 'true',
  fail: 'warn',
  shared: 'isolated',
  yaml: 'json',
};

test('what action.yml runs is there, with all that it imports, and git does not ignore it', () => {
  const { main, post } = metadata.runs;
  const folder = path.posix.dirname(main);
  const scripts = globSync(`${folder}/*.js`, { cwd: ROOT }).map(file => file.replaceAll('\\', '/'));
  const imported = scripts
    .flatMap(file => [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(IMPORT)])
    .map(match => path.posix.join(folder, match[1] ?? ''));
  expect(imported.length).toBeGreaterThan(10);
  // The repository may belong to somebody else, as in a container.
  const git = ['-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard'];
  const known = execFileSync('git', [...git, folder], { cwd: ROOT, encoding: 'utf8' }).split('\n');
  const needed = new Set([main, post, ...imported]);
  expect([...needed].filter(file => !scripts.includes(file) || !known.includes(file))).toEqual([]);
});

const IMPORT = /(?:\bfrom|\bimport\(?)\s*["'`]\.\/([^"'`]+\.js)["'`]/g;
