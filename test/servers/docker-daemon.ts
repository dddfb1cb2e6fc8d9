import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporary-folder.ts';

export interface DockerDaemon {
  /** What points a docker command to it. */
  readonly environment: { readonly DOCKER_HOST: string };
  /** Runs the docker command and returns what it prints. */
  docker(...args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Why no daemon can run here; nothing where one can. In CI on Linux as root it must. */
export function whyNoDockerDaemon(): string | undefined {
  if (process.platform !== 'linux') return 'dockerd runs on Linux only';
  if (process.getuid?.() !== 0) return 'dockerd wants root';
  if (process.env['CI']) return undefined;
  try {
    execFileSync('sh', ['-c', 'command -v dockerd docker'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'dockerd is not installed';
  }
}

/** Starts a Docker daemon of its own, with no network and an empty storage. */
export async function startDockerDaemon(): Promise<DockerDaemon> {
  const folder = temporaryFolder('dockerd');
  const socket = `unix://${path.join(folder, 'docker.sock')}`;
  const within = (name: string) => path.join(folder, name);
  const child = spawn(
    'dockerd',
    [
      ...['--host', socket, '--data-root', within('data'), '--exec-root', within('exec')],
      ...['--pidfile', within('pid'), '--iptables=false', '--ip6tables=false', '--bridge=none'],
      ...['--storage-driver', 'vfs'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  process.once('exit', () => child.kill());
  const environment = { DOCKER_HOST: socket };
  const docker = async (...args: readonly string[]) => {
    const env = { ...process.env, ...environment };
    return (await promisify(execFile)('docker', args, { env })).stdout;
  };

  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null || tries > 300)
      throw new Error(`dockerd did not start:\n${output}`);
    try {
      await docker('version');
      break;
    } catch {
      await wait(100);
    }
  }
  return {
    environment,
    docker,
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      // Where the mounts of the machine are private, dockerd leaves its own behind.
      spawnSync('umount', ['--lazy', within('data')]);
    },
  };
}
