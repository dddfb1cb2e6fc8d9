import { closestWord } from '@berth/core';

/** What other actions, docker and Kubernetes call what an entry of `registry-auth` holds. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ...['server', 'host', 'hostname', 'url', 'loginserver', 'address'].map(
    name => [name, 'registry'] as const,
  ),
  ...['user', 'usr', 'account'].map(name => [name, 'username'] as const),
  ...['token', 'pass', 'pwd', 'secret', 'apikey', 'accesstoken'].map(
    name => [name, 'password'] as const,
  ),
  ['mail', 'email'],
  ['type', 'provider'],
  ...['ca', 'cacert', 'certificate'].map(name => [name, 'ca-certificate'] as const),
  ['tlsskipverify', 'insecure'],
]);

/** The key of an entry that was probably meant: another spelling, or another name for it. */
export function meantKey(key: string, keys: readonly string[]): string | undefined {
  const plain = key.toLowerCase().replace(/[-_ ]/g, '');
  return OTHER_NAMES.get(plain) ?? closestWord(key, keys);
}
