// Makes an image to push and a registry to push to, for the job that tries the action on a runner.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { testImages, writeOciLayout } from '../../images/test-image.ts';
import { freePort } from '../../servers/free-port.ts';

const { one } = writeOciLayout('layout', { one: testImages.threePlatforms });
const port = await freePort();
const password = randomUUID();
const registry = spawn(process.execPath, [path.join(import.meta.dirname, 'serve.ts'), `${port}`], {
  env: { ...process.env, PASSWORD: password },
  detached: true,
  // Not ours, or the step would wait for the end of it.
  stdio: 'ignore',
});
registry.unref();

const url = `http://127.0.0.1:${port}/v2/`;
for (let tries = 0; (await statusOf(url)) !== 401; tries++) {
  if (tries === 100) throw new Error(`Nothing answers at ${url}.`);
  await wait(100);
}
const outputs = { host: `127.0.0.1:${port}`, password, digest: one, pid: registry.pid };
const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
appendFileSync(process.env['GITHUB_OUTPUT'] ?? 'output', lines.join(''));

async function statusOf(address: string): Promise<number | undefined> {
  return fetch(address).then(
    ({ status }) => status,
    () => undefined,
  );
}
