import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { staticSize } from '@berth/test/bench/bundle-size';
import { INPUT_DEFAULTS } from '../src/inputs/input-defaults.ts';
import { INPUT_NAMES } from '../src/inputs/input-names.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const DIST = path.resolve(import.meta.dirname, '../dist');

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: Readonly<Record<string, string>>;
}
const metadata = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as Metadata;

test('action.yml names the inputs that the code reads, with their defaults', () => {
  expect(Object.keys(metadata.inputs)).toEqual(INPUT_NAMES);
  const defaults = Object.entries(metadata.inputs).flatMap(([name, input]) =>
    input.default === undefined ? [] : [[name, input.default]],
  );
  expect(Object.fromEntries(defaults)).toEqual({
    logout: 'true',
    config: 'shared',
    insecure: 'false',
    'create-repository': 'false',
    'pull-secret-name': 'docker-credentials',
    'pull-secret-format': 'yaml',
    retries: '3',
    timeout: '60',
    'dry-run': 'false',
    'if-missing-credentials': 'fail',
  });
  expect(Object.fromEntries(defaults)).toEqual(INPUT_DEFAULTS);
});

test('action.yml names the outputs that the code sets', () => {
  const source = readFileSync(path.resolve(import.meta.dirname, '../src/outputs.ts'), 'utf8');
  const set = [...source.matchAll(/setOutput\('([a-z-]+)'/g)].map(match => match[1]);
  expect(Object.keys(metadata.outputs).sort()).toEqual(set.sort());
});

test('action.yml runs the bundle, the post step also after a failure', () => {
  expect(metadata.runs).toEqual({
    using: 'node24',
    main: 'packages/github-action/dist/main.js',
    post: 'packages/github-action/dist/post.js',
    'post-if': 'always()',
  });
});

test('what a login loads is small', () => {
  expect(staticSize(path.join(DIST, 'main.js'))).toBeLessThan(60_000);
  // At a token server; it imports main.js.
  expect(staticSize(path.join(DIST, 'bearer.js'))).toBeLessThan(60_000);
  expect(staticSize(path.join(DIST, 'post.js'))).toBeLessThan(10_000);
});

// Not that they are today's: every later change of the bundle would fail here.
test('no size that is published is above its aim', () => {
  const page = readFileSync(path.join(ROOT, 'docs/benchmarks.md'), 'utf8');
  const rows = [...page.matchAll(/^\| ((?:main|post)\.js[^|]*?) *\| *([\d.]+) kB \|$/gm)];
  const sizes = rows.map(([, name, size]) => [name, Number(size)] as const);
  expect(sizes.map(([name]) => name)).toEqual([
    ...['main.js', 'main.js, with a token server', 'post.js'],
  ]);
  expect(sizes.filter(([name, size]) => size >= (name === 'post.js' ? 10 : 60))).toEqual([]);
});

test('what speaks to clusters is loaded where one is named, and without its HTTP library', () => {
  expect(staticSize(path.join(DIST, 'cluster-target.js'))).toBeLessThan(300_000);
  const statically = readFileSync(path.join(DIST, 'parse-pull-secret.js'), 'utf8');
  expect(statically).toMatch(/import\(["'`]\.\/cluster-target\.js["'`]\)/);
});

test('the bundle is complete, and without the HTTP client of @actions/core', () => {
  const files = readdirSync(DIST).filter(file => file.endsWith('.js'));
  const text = files.map(file => readFileSync(path.join(DIST, file), 'utf8')).join('\n');
  const imported = [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*["'`]([@\w][\w@:/.-]*)["'`]/g)];
  const packages = imported.map(match => match[1]?.replace('node:', '') ?? '');
  expect(packages.filter(name => !process.getBuiltinModule(name))).toEqual([]);
  expect(text).not.toMatch(/undici|actions\/oidc-client/);
});

test('the licences of what is in it are beside it', () => {
  const notices = readFileSync(path.join(DIST, 'licenses.txt'), 'utf8');
  const names = [...notices.matchAll(/^(@?[a-z\d/-]+) \d[\d.]+ \(/gm)].map(match => match[1]);
  const own = ['@actions/core', '@actions/exec', '@actions/io', '@noble/hashes', 'yaml'];
  expect(names).toEqual(
    expect.arrayContaining([...own, '@kubernetes/client-node', 'openid-client']),
  );
});
