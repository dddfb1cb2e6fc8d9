import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../servers/free-port.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';

const DEV = path.resolve(import.meta.dirname, '../../packages/backstage-backend/dev');
const PATIENCE_MILLISECONDS = 120_000;
const POLL_MILLISECONDS = 20;

/** Milliseconds from the start of the development backend to its first list of registries. */
export async function timeToFirstAnswer(): Promise<number> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const config = path.join(temporaryFolder('backend-start'), 'app-config.port.yaml');
  writeFileSync(config, JSON.stringify({ backend: { baseUrl, listen: { port } } }));
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--conditions=@berth/source',
      ...[path.join(DEV, 'index.ts'), '--config', path.join(DEV, 'app-config.yaml')],
      ...['--config', config],
    ],
    { stdio: 'ignore', env: { ...process.env, NODE_ENV: 'development' } },
  );
  try {
    while (!(await answers(baseUrl))) {
      const isLate = performance.now() - start > PATIENCE_MILLISECONDS;
      if (isLate || child.exitCode !== null) throw new Error('The backend does not answer.');
      await wait(POLL_MILLISECONDS);
    }
    return performance.now() - start;
  } finally {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  }
}

/** As a guest, as the page asks. */
async function answers(baseUrl: string): Promise<boolean> {
  try {
    const session = await fetch(`${baseUrl}/api/auth/guest/refresh`);
    if (!session.ok) return false;
    const { backstageIdentity } = (await session.json()) as {
      readonly backstageIdentity: { readonly token: string };
    };
    const headers = { authorization: `Bearer ${backstageIdentity.token}` };
    return (await fetch(`${baseUrl}/api/berth/v1/registries`, { headers })).ok;
  } catch {
    return false;
  }
}
