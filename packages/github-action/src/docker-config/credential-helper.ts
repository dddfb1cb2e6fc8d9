import { spawn } from 'node:child_process';
import { InvalidInputError } from '@berth/core';
import { errorCode } from '../error-code.ts';

/** What a credential helper keeps for a server. */
export interface HelperEntry {
  readonly Username: string;
  readonly Secret: string;
}

// A helper may ask a keychain that waits for a click which nobody will make.
const PATIENCE = 30_000;

/**
 * The entry of a server, or nothing where the helper has none.
 *
 * Protocol: https://github.com/docker/docker-credential-helpers#development
 */
export async function getFromHelper(
  helper: string,
  server: string,
): Promise<HelperEntry | undefined> {
  const output = await askHelper(helper, 'get', server);
  return output === undefined ? undefined : parseAnswer(helper, output);
}

export async function storeInHelper(
  helper: string,
  server: string,
  entry: HelperEntry,
): Promise<void> {
  await askHelper(helper, 'store', JSON.stringify({ ServerURL: server, ...entry }));
}

export async function eraseFromHelper(helper: string, server: string): Promise<void> {
  await askHelper(helper, 'erase', server);
}

type Verb = 'get' | 'store' | 'erase';

/** What it prints; nothing where it has no such entry. */
async function askHelper(helper: string, verb: Verb, input: string): Promise<string | undefined> {
  const { code, output } = await runHelper(helper, verb, input);
  if (code === 0) return output;
  // The helpers answer with this sentence; it is part of the protocol.
  if (/credentials not found/i.test(output)) return undefined;
  throw refused(helper, verb, code);
}

function runHelper(
  helper: string,
  verb: Verb,
  input: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const program = programOf(helper);
  return new Promise((resolve, reject) => {
    // A helper that outlives a cancelled step could store the login after the post step. Listened
    // for first: the signal may come while the helper starts.
    const cancel = () => {
      child.once('close', () => process.exit(1));
      kill();
    };
    process.once('SIGINT', cancel).once('SIGTERM', cancel);
    const child = spawn(program, [verb], {
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const kill = () => {
      child.kill('SIGKILL');
      // A grandchild may hold it open.
      child.stdout.destroy();
    };
    // Not spawn's own option: its timer runs on where the program cannot be started.
    const patience = setTimeout(kill, PATIENCE);
    const settle = (outcome: () => void) => {
      clearTimeout(patience);
      process.off('SIGINT', cancel).off('SIGTERM', cancel);
      outcome();
    };
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.once('error', error => settle(() => reject(notStarted(program, error))));
    child.once('close', code => settle(() => resolve({ code, output })));
    // A helper that ends before it has read everything must not end this process with EPIPE.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function programOf(helper: string): string {
  if (/^[\w.-]+$/.test(helper)) return `docker-credential-${helper}`;
  throw new InvalidInputError(
    `The Docker config names the credential helper "${helper}", which is no name of a program. Correct "credsStore" or "credHelpers" there.`,
  );
}

function parseAnswer(helper: string, output: string): HelperEntry {
  try {
    const { Username, Secret } = JSON.parse(output) as Partial<HelperEntry>;
    if (typeof Username === 'string' && typeof Secret === 'string') return { Username, Secret };
  } catch {
    // The message of `JSON.parse` quotes its input.
  }
  const program = programOf(helper);
  throw broken(`${program} answered "get" with something that is no credential. Repair the helper`);
}

function refused(helper: string, verb: Verb, code: number | null): InvalidInputError {
  const how = code === null ? `did not answer within ${PATIENCE / 1000} s` : `ended with ${code}`;
  // What it prints may hold the secret, so it is not shown.
  return broken(`${programOf(helper)} ${how} when asked to "${verb}". Unlock or repair the helper`);
}

function notStarted(program: string, error: Error): InvalidInputError {
  return broken(
    `The Docker config names the credential helper ${program}, which cannot be started (${errorCode(error)}). Put it on the PATH`,
  );
}

function broken(what: string): InvalidInputError {
  return new InvalidInputError(
    `${what}, or take it out of "credsStore" and "credHelpers" in the Docker config.`,
  );
}
