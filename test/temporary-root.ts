import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * One temporary folder for a whole test run, gone at its end: workers are ended by a signal, and
 * what they would tidy up themselves at exit stays.
 */
export default function temporaryRoot(): () => void {
  const root = mkdtempSync(path.join(tmpdir(), 'berth-tests-'));
  // A server that runs as another user gets through to its own folder.
  chmodSync(root, 0o711);
  // Windows looks at the second.
  process.env['TMPDIR'] = process.env['TEMP'] = root;
  return () => remove(root);
}

function remove(root: string): void {
  try {
    rmSync(root, { recursive: true, force: true });
  } catch (error) {
    // Where there is no umount, the mount that dockerd leaves behind stays; no test has failed by that.
    console.warn(`"${root}" stays: ${String(error)}`);
  }
}
