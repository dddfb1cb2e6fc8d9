import { setOutput } from '@actions/core';
import type { PushedImage } from './push/push-images.ts';
import type { Result } from './result.ts';

/**
 * Hands the result to the steps that follow. Whether there was a login, and the lists, are always
 * there, so that an expression can read them; what there is none of stays without a value.
 */
export function writeOutputs(result: Result): void {
  const { registries, configFolder, pushed, pullSecret } = result;
  const [first] = registries;
  setOutput('logged-in', registries.length > 0);
  setOutput('registries', JSON.stringify(registries.map(({ host }) => host)));
  if (first) setOutput('username', first.login.username);
  const expiries = registries.flatMap(({ expiresAt }) => expiresAt ?? []);
  if (expiries.length > 0) setOutput('expires-at', earliest(expiries));
  if (configFolder !== undefined) setOutput('config-dir', configFolder);
  writeImages(pushed);
  if (pullSecret) {
    setOutput('pull-secret-name', pullSecret.name);
    if (pullSecret.file !== undefined) setOutput('pull-secret-file', pullSecret.file);
  }
  const namespaces = pullSecret?.namespaces.map(({ namespace }) => namespace) ?? [];
  setOutput('pull-secret-namespaces', JSON.stringify(namespaces));
}

function writeImages(pushed: readonly PushedImage[]): void {
  setOutput('references', JSON.stringify(pushed.map(({ reference }) => reference)));
  // From entries, so that a key of any name is just a key.
  const digests = Object.fromEntries(pushed.map(({ reference, digest }) => [reference, digest]));
  setOutput('digests', JSON.stringify(digests));
  const different = new Set(pushed.map(({ digest }) => digest));
  if (different.size === 1) setOutput('digest', [...different][0]);
}

function earliest(times: readonly string[]): string | undefined {
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
}
