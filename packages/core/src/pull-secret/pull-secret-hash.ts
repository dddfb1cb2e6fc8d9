import { sha256 } from '@noble/hashes/sha2.js';
import { goJson } from './go-json.ts';

// Without vowels and their likes, so that no hash is a bad word.
const SAFE: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/**
 * The ten characters that `kubectl create secret --append-hash` puts behind the name, so that
 * other content has another name. The namespace, labels and annotations do not count.
 */
export function pullSecretHash(options: {
  readonly name: string;
  readonly type: string;
  /** In base64. */
  readonly dockerConfig: string;
  readonly immutable: boolean;
}): string {
  const members = [
    `"data":{".dockerconfigjson":"${options.dockerConfig}"}`,
    ...(options.immutable ? ['"immutable":true'] : []),
    '"kind":"Secret"',
    `"name":${goJson(options.name)}`,
    `"type":${goJson(options.type)}`,
  ];
  const digest = sha256(new TextEncoder().encode(`{${members.join(',')}}`));
  const hex = Array.from(digest.subarray(0, 5), byte => byte.toString(16).padStart(2, '0'));
  return hex.join('').replace(/[013ae]/g, digit => SAFE[digit] ?? digit);
}
