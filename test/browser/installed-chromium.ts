import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export const CHROMIUM_COMMANDS = ['chromium', 'chromium-browser', 'google-chrome'] as const;

/** The path of the system's Chromium, or of Chrome. */
export function installedChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return CHROMIUM_COMMANDS.flatMap(command =>
    folders.map(folder => path.join(folder, command)),
  ).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
