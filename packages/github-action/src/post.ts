import { error, getState, info, warning } from '@actions/core';
import { undo, type UndoReport } from './docker-config/undo.ts';

/** Logs out: puts the Docker config back. Does nothing where main kept or changed nothing. */
async function post(): Promise<void> {
  const folder = getState('undo');
  const report = folder ? await undo(folder) : undefined;
  if (report) tell(report);
}

function tell({ restored, changed, shared, left }: UndoReport): void {
  for (const key of restored) info(`Logged out of ${key}.`);
  for (const key of shared) info(`Another job uses ${key} now and will log out of it.`);
  for (const key of changed) {
    warning(`The login for ${key} was changed by somebody else after this step. It stays.`);
  }
  for (const key of left) fail(`The login for ${key} is still in the Docker config.`);
}

function fail(message: string): void {
  process.exitCode = 1;
  error(message, { title: 'Berth could not log out' });
}

post().catch((failure: unknown) => {
  fail(failure instanceof Error ? failure.message : String(failure));
});
