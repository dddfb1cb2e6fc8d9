import { closestWord } from '@berth/core';
import { INPUT_NAMES, type InputName } from './input-names.ts';

/** What other actions, docker and Kubernetes call what an input holds, or a key of `registry-auth`. */
const OTHER_NAMES: ReadonlyMap<string, InputName> = new Map([
  ...['server', 'host', 'hostname', 'url', 'loginserver', 'address'].map(
    name => [name, 'registry'] as const,
  ),
  ...['user', 'usr', 'account'].map(name => [name, 'username'] as const),
  ...[
    'token',
    'pass',
    'pwd',
    'secret',
    'apikey',
    'accesstoken',
    'githubtoken',
    'credentialsjson',
  ].map(name => [name, 'password'] as const),
  ['registrytype', 'registry'],
  ['mail', 'email'],
  ['type', 'provider'],
  ...['ca', 'cacert', 'certificate'].map(name => [name, 'ca-certificate'] as const),
  ['tlsskipverify', 'insecure'],
  ['skiplogout', 'logout'],
  ...['role', 'rolearn'].map(name => [name, 'role-to-assume'] as const),
  ['region', 'aws-region'],
  ...['image', 'imagename', 'tag', 'tags', 'dst'].map(name => [name, 'images'] as const),
  ['src', 'source'],
  ['secretname', 'pull-secret-name'],
  ...['namespace', 'namespaces'].map(name => [name, 'pull-secret-namespaces'] as const),
]);

/** The one of these names that was probably meant: another spelling, or another name for it. */
export function meantName<T extends string>(name: string, names: readonly T[]): T | undefined {
  const plain = name.toLowerCase().replace(/[-_ ]/g, '');
  // Such as container-registry-username.
  const [, bare = plain] = /^(?:(?:container)?registry|docker(?:hub)?)(.+)$/.exec(plain) ?? [];
  const other = OTHER_NAMES.get(plain) ?? OTHER_NAMES.get(bare) ?? closest(plain, bare, names);
  return names.find(known => known === other);
}

/** Whether it is another spelling of that input, and no other name for it. */
export function isMisspelt(name: string, meant: InputName): boolean {
  return closestWord(name, INPUT_NAMES) === meant;
}

function closest(plain: string, bare: string, names: readonly string[]): string | undefined {
  return closestWord(plain, names) ?? names.find(known => known === bare);
}
