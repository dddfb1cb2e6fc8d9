import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startJob } from '@berth/test/runner/action';
import { startTinyRegistry } from '@berth/test/servers/tiny-registry';

/** Notes at the end which of Node's own modules were loaded, and which of our chunks. */
const WATCH = `
const { writeFileSync } = require('node:fs');
const { registerHooks } = require('node:module');
const chunks = [];
registerHooks({ load: (url, context, next) => (chunks.push(url.split('/').at(-1)), next(url, context)) });
const modules = () => process.moduleLoadList.flatMap(line => /^NativeModule (\\w+)$/.exec(line)?.[1] ?? []);
const before = modules();
process.on('exit', () => {
  const loaded = modules().filter(name => !before.includes(name)).sort();
  writeFileSync(process.env.WATCHED, JSON.stringify({ chunks, loaded }));
});`;

test('a login loads one file, and of Node what HTTP takes', async () => {
  const registry = await startTinyRegistry({ username: 'alice', password: 'correct horse' });
  const job = startJob();
  const [watch, watched] = ['watch.cjs', 'watched.json'].map(name => path.join(job.temp, name));
  writeFileSync(watch ?? '', WATCH);
  try {
    const step = await job.main(
      { registry: registry.url, username: 'alice', password: 'correct horse' },
      {
        environment: { NODE_OPTIONS: `--require=${watch}`, WATCHED: watched },
      },
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.summary).toContain('alice');
  } finally {
    await registry.stop();
  }
  const { chunks, loaded } = JSON.parse(readFileSync(watched ?? '', 'utf8')) as {
    readonly chunks: readonly string[];
    readonly loaded: readonly string[];
  };
  expect(chunks).toEqual(['main.js']);
  // Each of these costs milliseconds before the registry is asked.
  const dear = [
    'crypto',
    'tls',
    'https',
    'child_process',
    'zlib',
    'dns',
    'readline',
    'worker_threads',
  ];
  expect(loaded.filter(name => dear.includes(name))).toEqual([]);
  expect(loaded).toEqual(expect.arrayContaining(['http', 'net']));
});
