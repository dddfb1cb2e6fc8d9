// A portal on your machine: Backstage with both plugins, a small catalog and guest sign-in.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const FRONTEND_PORT = 3000;
const BACKEND_PORT = 7007;
const PORTAL = `http://localhost:${FRONTEND_PORT}/registries`;
const BACKEND = `http://localhost:${BACKEND_PORT}/.backstage/health/v1/readiness`;
const PATIENCE_MS = 120_000;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log(`Usage: npm start

Starts a Backstage portal with Berth on http://localhost:${FRONTEND_PORT}, and its backend on port
${BACKEND_PORT}. You are signed in as a guest who may do everything. Everything is kept in memory and
gone when you press Ctrl-C.`);
  process.exit(0);
}

const running: ChildProcess[] = [];
let isStopping = false;

for (const port of [BACKEND_PORT, FRONTEND_PORT]) await checkFree(port);
process.once('SIGINT', () => stop(0));
process.once('SIGTERM', () => stop(0));
process.once('exit', () => running.forEach(child => child.kill()));

console.log('Starts the backend and the portal; the first time takes longer …');
start('backend', ['packages/backstage-backend/dev/index.ts'], '.');
start('portal', [path.resolve('node_modules/vite/bin/vite.js')], 'packages/backstage-frontend');
await Promise.all([answers(BACKEND), answers(PORTAL)]);
console.log(`\nReady: ${PORTAL}\nCtrl-C stops it.`);

/** @throws never: says which port is taken, and ends. */
async function checkFree(port: number): Promise<void> {
  // Both families, since another program may hold the port on only one of them.
  for (const host of ['127.0.0.1', '::1']) {
    const code = await new Promise<string | undefined>(resolve => {
      const server = createServer();
      server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      server.listen(port, host, () => server.close(() => resolve(undefined)));
    });
    if (code !== 'EADDRINUSE') continue;
    console.error(
      `Port ${port} is taken by another program: the portal needs ${FRONTEND_PORT} and ${BACKEND_PORT}. Stop that program ("ss -ltnp 'sport = :${port}'" shows it) and start again.`,
    );
    process.exit(1);
  }
}

function start(name: string, args: readonly string[], cwd: string): void {
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--conditions=@berth/source'];
  const child = spawn(process.execPath, [...flags, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'development' },
  });
  running.push(child);
  const lines: string[] = [];
  const keep = (chunk: Buffer) => {
    lines.push(chunk.toString());
    if (lines.length > 200) lines.shift();
    if (process.env['BERTH_VERBOSE'] !== undefined) process.stdout.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('exit', code => {
    if (isStopping) return;
    console.error(`${lines.join('')}\nThe ${name} has ended (${code ?? 'killed'}): see above.`);
    stop(1);
  });
}

async function answers(url: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const isUp = await fetch(url, { headers: { Accept: 'text/html, */*' } }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await sleep(250);
  }
  console.error(`Nothing answered at ${url} within ${PATIENCE_MS / 1000} seconds.`);
  stop(1);
}

function stop(code: number): void {
  isStopping = true;
  let left = running.filter(({ exitCode, signalCode }) => exitCode === null && !signalCode).length;
  if (left === 0) process.exit(code);
  const force = setTimeout(() => running.forEach(child => child.kill('SIGKILL')), 5_000);
  for (const child of running) {
    child.once('exit', () => {
      left -= 1;
      if (left > 0) return;
      clearTimeout(force);
      process.exit(code);
    });
    child.kill('SIGTERM');
  }
}
