import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export interface Measurement {
  /** From start to end of the process. */
  readonly milliseconds: number;
  /** The most memory that it held at once; 0 where the system does not say. */
  readonly mebibytes: number;
}

const POLL_MILLISECONDS = 10;

/** Runs a program to its end; throws where it ends otherwise than expected. */
export async function measure(
  command: string,
  args: readonly string[],
  expected: { readonly environment?: NodeJS.ProcessEnv; readonly exitCode?: number } = {},
): Promise<Measurement> {
  const { environment, exitCode = 0 } = expected;
  const start = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(environment && { env: environment }),
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  let mebibytes = 0;
  const poll = setInterval(() => (mebibytes = peakOf(child.pid) ?? mebibytes), POLL_MILLISECONDS);
  const [code] = (await once(child, 'exit')) as [number | null];
  const milliseconds = performance.now() - start;
  clearInterval(poll);
  if (code === exitCode) return { milliseconds, mebibytes };
  throw new Error(
    `${command} ${args.join(' ')} ended with ${code}:\n${Buffer.concat(errors).toString()}`,
  );
}

/** Linux keeps the high-water mark, so that nothing between two looks is missed. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
