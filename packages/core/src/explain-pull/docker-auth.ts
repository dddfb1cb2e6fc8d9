import { decodeBase64 } from '../pull-secret/base64.ts';

/** What a key of a Docker config holds. It never leaves core: `explainPull` shows user names only. */
export interface DockerAuth {
  readonly username: string;
  readonly password: string;
  /** An identity or registry token. */
  readonly token: string;
}

export const EMPTY_AUTH: DockerAuth = { username: '', password: '', token: '' };

export function isEmptyAuth({ username, password, token }: DockerAuth): boolean {
  return username === '' && password === '' && token === '';
}

export function isSameAuth(a: DockerAuth, b: DockerAuth): boolean {
  return a.username === b.username && a.password === b.password && a.token === b.token;
}

/** Splits the field `auth` at its first colon, or says why that cannot be done. */
export function decodeAuth(
  auth: string,
  padding: 'required' | 'absent' = 'required',
): { readonly username: string; readonly password: string } | 'no base64' | 'no colon' {
  const text = decodeBase64(auth, padding);
  if (text === undefined) return 'no base64';
  const colon = text.indexOf(':');
  if (colon === -1) return 'no colon';
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Docker and podman cut NULs off a password, the kubelet does not. */
export function withoutNuls(password: string): string {
  let start = 0;
  let end = password.length;
  while (start < end && password[start] === '\0') start++;
  while (end > start && password[end - 1] === '\0') end--;
  return password.slice(start, end);
}
