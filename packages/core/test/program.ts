import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface ProgramRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Whether tests can compare with this program. One that is required must be there on CI's Debian,
 * else a differential test would pass without comparing anything.
 */
export function isInstalled(program: string, need: 'required' | 'optional'): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' });
    return true;
  } catch {
    const required = need === 'required' && process.env.CI && existsSync('/etc/debian_version');
    if (!required) return false;
    throw new Error(`${program} is not installed. The set-up of CI must install it.`);
  }
}

/** Runs a program to its end, whatever its exit code. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly input?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<ProgramRun> {
  const env = { ...process.env, ...options.environment };
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(error.message));
      else resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
    // A program that refuses its arguments ends before it reads.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
  });
}
