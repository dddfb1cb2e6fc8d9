import { decodeAuth, isSameAuth, type DockerAuth } from './docker-auth.ts';
import {
  shownKey,
  UnreadableDockerConfig,
  type AuthFields,
  type DockerConfigFile,
} from './docker-config-file.ts';
import { kubeletKeyMatches, parseKubeletKey, type KubeletKey } from './kubelet-key.ts';
import type { FoundAuth, PulledImage, PullClientRules, PullLookup } from './pull-lookup.ts';
import { quoted } from '../quoted.ts';
import { DOCKER_HUB, DOCKER_HUB_INDEX } from '../provider/registry-host.ts';

/**
 * The kubelet: every key that fits, as a pattern, the longest paths first, and it tries them all;
 * else the key of Docker Hub for images there. It knows neither helpers nor identity tokens.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.32.2/pkg/credentialprovider/keyring.go
 */
export const kubeletRules: PullClientRules = {
  fields: ['username', 'password', 'email', 'auth'],
  whenUnreadable: 'fails',
  behindJson: 'refused',
  lookup: lookupAsKubelet,
};

interface KeyringEntry extends FoundAuth {
  readonly pattern: KubeletKey;
  /** The pattern as text, by which the kubelet sorts. */
  readonly index: string;
}

function lookupAsKubelet({ name, registry }: PulledImage, file: DockerConfigFile): PullLookup {
  const keyring = [...file.auths].flatMap(([key, fields]) => keyringEntry(key, fields));
  const matches = keyring.filter(({ pattern }) => kubeletKeyMatches(pattern, name));
  if (matches.length > 0) return inOrder(matches, 'which fits this image');
  if (!isAtDockerHub(name)) return { kind: 'none' };
  const hub = keyring.filter(({ index }) => index === DOCKER_HUB_INDEX);
  return inOrder(hub, registry === DOCKER_HUB ? 'the one of Docker Hub' : strayHub(registry));
}

function keyringEntry(key: string, fields: AuthFields): KeyringEntry[] {
  const auth = authOf(key, fields);
  const pattern = parseKubeletKey(key);
  return pattern ? [{ key, auth, pattern, index: pattern.host + pattern.path }] : [];
}

function inOrder(entries: readonly KeyringEntry[], how: string): PullLookup {
  if (entries.length === 0) return { kind: 'none' };
  const matches = [...entries].sort((a, b) => compare(b.index, a.index));
  // Two spellings of one pattern come out of a Go map, in random order.
  const random = matches.some(({ index, auth }, position) => {
    const next = matches[position + 1];
    return next !== undefined && next.index === index && !isSameAuth(next.auth, auth);
  });
  return random ? { kind: 'either', matches } : { kind: 'found', matches, how };
}

function strayHub(registry: string): string {
  return `since it takes ${quoted(registry)}, which has no dot and no port, for Docker Hub, and sends the login there`;
}

/** The kubelet's own notion: `Foo/bar` and `localhost/bar` count, whatever host they name. */
function isAtDockerHub(name: string): boolean {
  const [host = ''] = name.split('/', 1);
  return host === DOCKER_HUB || host === DOCKER_HUB_INDEX || (host !== '' && !/[.:]/.test(host));
}

function authOf(key: string, fields: AuthFields): DockerAuth {
  const auth = fields.get('auth') ?? '';
  if (auth === '') {
    return {
      username: fields.get('username') ?? '',
      password: fields.get('password') ?? '',
      token: '',
    };
  }
  const decoded = decodeAuth(auth, auth.trim().endsWith('=') ? 'required' : 'absent');
  if (typeof decoded === 'string') {
    throw new UnreadableDockerConfig(
      `"auth" of ${quoted(shownKey(key))} is not the base64 of "user:password"`,
    );
  }
  return { ...decoded, token: '' };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
