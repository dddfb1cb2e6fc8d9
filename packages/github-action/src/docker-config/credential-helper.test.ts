import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { getFromHelper } from './credential-helper.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'berth-helper-'));
  vi.stubEnv('PATH', `${folder}${path.delimiter}${process.env['PATH']}`);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

// Windows starts no shell scripts.
test.skipIf(process.platform === 'win32').each([
  ['waits for a click', 'exec sleep 20'],
  ['has a child that holds its output open', 'trap "" TERM\nsleep 20 &\nwait'],
])('a helper that %s is given up after half a minute', async (_, command) => {
  const script = `#!/bin/sh\n${command}\n`;
  writeFileSync(path.join(folder, 'docker-credential-slow'), script, { mode: 0o755 });
  const answer = expect(getFromHelper('slow', 'ghcr.io')).rejects.toThrow(
    'docker-credential-slow did not answer within 30 s when asked to "get". Unlock or repair the helper, or take it out of "credsStore" and "credHelpers" in the Docker config.',
  );
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await new Promise(setImmediate);
  vi.advanceTimersByTime(30_000);
  await answer;
});
