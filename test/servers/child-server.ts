import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface ChildServer {
  /** What the program has written so far, both streams. */
  output(): string;
  /** By this signal, which is SIGKILL unless given. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a server program and returns when its port answers. It ends with this process. */
export async function startChildServer(options: {
  readonly command: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly environment?: NodeJS.ProcessEnv;
  /** Whose process it is, where this one may choose. */
  readonly uid?: number;
  readonly gid?: number;
  /** How long it may take until its port answers; 20 seconds unless given. */
  readonly patienceSeconds?: number;
}): Promise<ChildServer> {
  const { uid, gid, patienceSeconds = 20 } = options;
  const child = spawn(options.command, options.args, {
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const output = () => Buffer.concat(chunks).toString();
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  await answers({ port: options.port, child, output, patienceSeconds });
  return {
    output,
    async stop(signal = 'SIGKILL') {
      process.off('exit', kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

async function answers(options: {
  readonly port: number;
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly patienceSeconds: number;
}): Promise<void> {
  const { port, child, output, patienceSeconds } = options;
  const end = performance.now() + patienceSeconds * 1_000;
  let failure: Error | undefined;
  child.once('error', error => (failure = error));
  while (performance.now() < end) {
    if (failure) throw failure;
    if (child.exitCode !== null) {
      throw new Error(`${child.spawnfile} ended with ${child.exitCode}:\n${output()}`);
    }
    if (await connects(port)) return;
    await wait(10);
  }
  throw new Error(`${child.spawnfile} does not listen on port ${port}:\n${output()}`);
}

async function connects(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
