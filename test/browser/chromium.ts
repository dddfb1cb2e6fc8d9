import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM_COMMANDS, installedChromium } from './installed-chromium.ts';

/** Starts the Chromium of the system, without a window; `close()` stops it. */
export function startChromium(): Promise<Browser> {
  const executablePath = installedChromium();
  if (executablePath === undefined) {
    throw new Error(
      `There is no Chromium in the PATH (${CHROMIUM_COMMANDS.join(', ')}). Install Debian's package "chromium", or let "npm test" do it.`,
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      // Its sandbox refuses root, whom containers run as; it sees pages of this repository only.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // /dev/shm of a container is too small for it.
      '--disable-dev-shm-usage',
    ],
    timeout: 120_000,
  });
}
