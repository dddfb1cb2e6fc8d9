import { restoreEnvironment } from './docker-config/earlier-environment.ts';
import type { Fate } from './docker-config/put-back.ts';
import { undo } from './docker-config/undo.ts';
import { annotate } from './workflow-command.ts';

/** Logs out: puts the Docker config back. Does nothing where main kept or changed nothing. */
async function post(): Promise<void> {
  const folder = process.env['STATE_undo'];
  if (!folder) return;
  try {
    restoreEnvironment(folder);
  } finally {
    const { fates, problems } = await undo(folder);
    for (const [key, fate] of fates) TELL[fate](key);
    for (const problem of problems) fail(problem);
  }
}

const TELL: Readonly<Record<Fate, (key: string) => void>> = {
  restored: key => tell(`Logged out of ${key}.`),
  shared: key => tell(`Another job uses ${key} now and will log out of it.`),
  changed: key =>
    annotate(
      'warning',
      `The login for ${key} was changed by somebody else after this step. It stays.`,
    ),
  left: key => fail(`The login for ${key} is still there.`),
  unsure: key => fail(`The login for ${key} may still be there.`),
};

function tell(message: string): void {
  process.stdout.write(`${message}\n`);
}

function fail(problem: unknown): void {
  process.exitCode = 1;
  const message = problem instanceof Error ? problem.message : String(problem);
  annotate('error', message, 'Berth could not log out');
}

post().catch(fail);
