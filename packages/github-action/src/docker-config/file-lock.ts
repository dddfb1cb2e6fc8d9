import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  utimes,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { InvalidInputError } from '@berth/core';
import { errorCode } from '../error-code.ts';

/** Seconds without a sign of life after which a process that cannot be looked up counts as dead. */
const SILENCE = 60;

/** Seconds that somebody waits for the lock. */
const PATIENCE = 2 * SILENCE;

/**
 * Runs `work` while this process alone holds the lock of a file, so that two jobs do not lose each
 * other's changes. Its folder is made where there is none, and `work` is told so.
 *
 * Whoever wants the lock lays down a claim, a file whose name nobody else ever has, and looks around:
 * beside a living claim of somebody else it takes its own back and comes again later. Of two that
 * lay claims at once, at least the later one sees the other's. The claim of a dead process is no
 * claim, and whoever sees it sweeps it away: so there is no lock to be taken over, and no moment in
 * which two could do so.
 */
export async function withLock<T>(
  file: string,
  work: (folderIsNew: boolean) => Promise<T>,
): Promise<T> {
  const claim = `${file}${CLAIM}${MACHINE}-${process.pid}-${Math.random()}`;
  let pulse: NodeJS.Timeout | undefined;
  try {
    const folderIsNew = await acquire(file, claim);
    pulse = setInterval(() => beat(claim), (SILENCE * 1000) / 6);
    return await work(folderIsNew);
  } finally {
    clearInterval(pulse);
    rmSync(claim, { force: true });
  }
}

/** Does not make it anew, and does not fail: the work goes on all the same. */
function beat(claim: string): void {
  const now = Date.now() / 1000;
  utimes(claim, now, now, () => undefined);
}

async function acquire(file: string, claim: string): Promise<boolean> {
  const end = Date.now() + PATIENCE * 1000;
  let folderIsNew = false;
  for (;;) {
    folderIsNew = lay(claim) || folderIsNew;
    if (isAlone(file, claim)) return folderIsNew;
    rmSync(claim, { force: true });
    if (Date.now() > end) {
      throw new InvalidInputError(
        `Other processes have been changing "${file}" for ${PATIENCE} seconds. Look for a step that hangs.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 5 + Math.random() * 20));
  }
}

/** Lays the claim down, and says whether the folder was made for it. */
function lay(claim: string, attempts = 20): boolean {
  try {
    const made = mkdirSync(path.dirname(claim), { recursive: true, mode: 0o700 });
    writeFileSync(claim, '', { flag: 'wx', mode: 0o600 });
    return made !== undefined;
  } catch (error) {
    // The job that made the folder has just taken it away.
    if (errorCode(error) === 'ENOENT' && attempts > 1) return lay(claim, attempts - 1);
    throw new InvalidInputError(
      `Cannot write "${claim}" (${errorCode(error)}). Give this user the right to write that folder, or use "config: isolated".`,
    );
  }
}

/** Looks for living claims of others. What the dead have left is swept away. */
function isAlone(file: string, claim: string): boolean {
  const folder = path.dirname(file);
  const prefix = path.basename(file) + CLAIM;
  const others = readdirSync(folder)
    .filter(name => name.startsWith(prefix))
    .map(name => path.join(folder, name))
    .filter(other => other !== claim);
  const dead = others.filter(other => isDead(other, claim));
  for (const other of dead) rmSync(other, { force: true });
  return dead.length === others.length;
}

/** A process id alone proves no life: after a restart it is that of another process, perhaps of root. */
function isDead(other: string, claim: string): boolean {
  const [machine, pid] = other.slice(other.lastIndexOf(CLAIM) + CLAIM.length).split('-');
  if (machine === MACHINE && isGone(Number(pid))) return true;
  // Two times of one file server: the clocks of two machines may differ.
  return lastSign(claim) - lastSign(other) > SILENCE * 1000;
}

function isGone(pid: number): boolean {
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}

/** Milliseconds since 1970; no number where the claim has just been taken back. */
function lastSign(claim: string): number {
  return statSync(claim, { throwIfNoEntry: false })?.mtimeMs ?? NaN;
}

const CLAIM = '.berth-lock-';

// Process ids mean something on one machine only, and there in one namespace.
const NAMESPACE = '/proc/self/ns/pid';
const MACHINE = (hostname() + (existsSync(NAMESPACE) ? readlinkSync(NAMESPACE) : '')).replace(
  /\W/g,
  '',
);
