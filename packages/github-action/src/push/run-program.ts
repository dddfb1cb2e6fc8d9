import { randomUUID } from 'node:crypto';
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

/**
 * Runs a program to its end; its output goes to the log while it runs. What a registry answers is in
 * it, line breaks and all, so that the runner is to take none of it for a command.
 *
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands
 */
export async function runShown(program: string, args: readonly string[]): Promise<ProgramResult> {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  let atLineStart = false;
  try {
    const result = await run(program, args, false);
    atLineStart = [result.stdout, result.stderr].every(text => /(?:^|\n)$/.test(text));
    return result;
  } finally {
    process.stdout.write(`${atLineStart ? '' : '\n'}::${token}::\n`);
  }
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

/** The line in which a program says why it failed. It may come from a registry, and be any text. */
export function lastLine({ stderr, stdout }: ProgramResult): string {
  const lines = `${stdout}\n${stderr}`.split(/[\r\n]+/).map(line => plain(line).trim());
  const last = lines.filter(line => line !== '').at(-1) ?? 'it does not say why';
  const reason = last.replace(/^(?:Error response from daemon: |Error: |error: )+/, '');
  if (reason.length <= 2 * LONGEST_END) return reason;
  return `${reason.slice(0, LONGEST_END)}…${reason.slice(-LONGEST_END)}`;
}

// A cause stands at one of the ends, and what a registry answers may be of any length.
const LONGEST_END = 4000;

/** So much of a line as people read. */
export function shortened(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

const LONGEST_LINE = 500;

/** Without colours and other control characters. */
function plain(line: string): string {
  return line.replace(/\p{Cc}\[[\d;]*[A-Za-z]|\p{Cc}/gu, '');
}
