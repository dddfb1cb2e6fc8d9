import { getExecOutput } from '@actions/exec';
import { InvalidInputError } from '@berth/core';

export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, without showing what it prints. No argument may be a secret. */
export function runQuietly(program: string, args: readonly string[]): Promise<ProgramResult> {
  return run(program, args, true);
}

/** Runs a program to its end; its output goes to the log while it runs. */
export function runShown(program: string, args: readonly string[]): Promise<ProgramResult> {
  return run(program, args, false);
}

async function run(
  program: string,
  args: readonly string[],
  silent: boolean,
): Promise<ProgramResult> {
  try {
    return await getExecOutput(program, [...args], { silent, ignoreReturnCode: true });
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('Unable to locate')) throw error;
    throw new InvalidInputError(
      `"${program}" is not installed on this machine, and the source names it. Install it, or push an archive or a folder: docker-archive:, oci-archive:, oci:.`,
      { field: 'source' },
    );
  }
}

/** The line in which a program says why it failed. */
export function lastLine({ stderr, stdout }: ProgramResult): string {
  const lines = `${stdout}\n${stderr}`.split(/\r?\n/).map(line => line.trim());
  const last = lines.filter(line => line !== '').at(-1) ?? 'it does not say why';
  return last.replace(/^(?:Error response from daemon: |Error: |error: )+/, '');
}
