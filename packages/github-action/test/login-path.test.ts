import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startJob } from '@berth/test/runner/action';
import { startDockerRegistry } from '@berth/test/servers/docker-registry';
import { startTinyRegistry } from '@berth/test/servers/tiny-registry';
import { startTokenServer } from '@berth/test/servers/token-server';

const DIST = path.resolve(import.meta.dirname, '../dist');

/** Notes at the end which of Node's own modules were loaded, and which of our chunks. */
const WATCH = `
const { writeFileSync } = require('node:fs');
const { registerHooks } = require('node:module');
const chunks = [];
registerHooks({ load: (url, context, next) => (chunks.push(url.split('/').at(-1)), next(url, context)) });
const list = () => process.moduleLoadList.flatMap(line => /^NativeModule (\\w+)$/.exec(line)?.[1] ?? []);
const before = list();
process.on('exit', () => {
  const loaded = list().filter(name => !before.includes(name)).sort();
  writeFileSync(process.env.WATCHED, JSON.stringify({ chunks, modules: loaded }));
});`;

interface Loaded {
  /** Files of the bundle, in the order in which they were loaded. */
  readonly chunks: readonly string[];
  /** Modules of Node. */
  readonly modules: readonly string[];
}

async function loadedBy(registry: string): Promise<Loaded> {
  const job = startJob();
  const [watch, watched] = ['watch.cjs', 'watched.json'].map(name => path.join(job.temp, name));
  writeFileSync(watch ?? '', WATCH);
  const step = await job.main(
    { registry, username: 'alice', password: 'correct horse' },
    { environment: { NODE_OPTIONS: `--require=${watch}`, WATCHED: watched } },
  );
  expect(step).toMatchObject({ exitCode: 0, annotations: [] });
  expect(step.summary).toContain('alice');
  return JSON.parse(readFileSync(watched ?? '', 'utf8')) as Loaded;
}

// Each of these costs milliseconds before the registry is asked.
const DEAR = [
  'crypto',
  'tls',
  'https',
  'child_process',
  'zlib',
  'dns',
  'readline',
  'worker_threads',
];

test('a login loads one file, and of Node what HTTP takes', async () => {
  const registry = await startTinyRegistry({ username: 'alice', password: 'correct horse' });
  const { chunks, modules } = await loadedBy(registry.url).finally(() => registry.stop());
  expect(chunks).toEqual(['main.js']);
  expect(modules.filter(name => DEAR.includes(name))).toEqual([]);
  expect(modules).toEqual(expect.arrayContaining(['http', 'net']));
});

test('a login at a token server loads no more than it takes, below 60 kB in all', async () => {
  const tokens = await startTokenServer({ users: { alice: 'correct horse' } });
  const registry = await startDockerRegistry({ auth: { kind: 'token', server: tokens } });
  const { chunks, modules } = await loadedBy(registry.url).finally(() =>
    Promise.all([registry.stop(), tokens.stop()]),
  );
  expect(chunks).toEqual(['main.js', 'bearer.js', 'token-claims.js']);
  const sizes = chunks.map(chunk => statSync(path.join(DIST, chunk)).size);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(60_000);
  expect(modules.filter(name => DEAR.includes(name))).toEqual([]);
});
