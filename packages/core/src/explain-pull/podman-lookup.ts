import { decodeAuth, EMPTY_AUTH, isSameAuth, withoutNuls, type DockerAuth } from './docker-auth.ts';
import {
  shownKey,
  UnreadableDockerConfig,
  type AuthFields,
  type DockerConfigFile,
} from './docker-config-file.ts';
import type { PulledImage, PullClientRules, PullLookup } from './pull-lookup.ts';
import { DOCKER_HUB, DOCKER_HUB_INDEX } from '../provider/registry-host.ts';
import { quoted } from '../quoted.ts';

/**
 * podman, skopeo, buildah and CRI-O: a helper for the host, else the image's name, its parents one
 * by one, and then keys in older spellings of the host. Of an entry they read `auth` only.
 * Source: https://github.com/containers/image/blob/v5.34.2/pkg/docker/config/config.go
 */
export const podmanRules: PullClientRules = {
  fields: ['auth', 'identitytoken'],
  whenUnreadable: 'fails',
  behindJson: 'refused',
  lookup: lookupAsPodman,
};

function lookupAsPodman({ name, registry }: PulledImage, file: DockerConfigFile): PullLookup {
  const helper = file.credHelpers.get(registry);
  if (helper !== undefined) return { kind: 'helper', helper, server: registry };

  for (const key of keysFor(name)) {
    const fields = file.auths.get(key);
    if (fields === undefined) continue;
    const how =
      key === registry ? 'the exact key of this registry' : 'the longest path of this image';
    return { kind: 'found', matches: [{ key, auth: authOf(key, fields) }], how };
  }
  return bySpelling(registry, file);
}

/** `a/b/c`, `a/b`, `a`. */
function keysFor(name: string): string[] {
  const parts = name.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

function bySpelling(registry: string, file: DockerConfigFile): PullLookup {
  const wanted = withHubName(registry);
  const matches = [...file.auths]
    .filter(([key]) => hostOf(key) === wanted)
    .map(([key, fields]) => ({ key, auth: authOf(key, fields) }));
  const [first] = matches;
  if (first === undefined) return { kind: 'none' };
  if (matches.some(({ auth }) => !isSameAuth(auth, first.auth))) return { kind: 'either', matches };
  return { kind: 'found', matches: [first], how: 'another spelling of this registry' };
}

// A path is cut only behind a scheme.
function hostOf(key: string): string {
  const bare = key.replace(/^http:\/\//, '').replace(/^https:\/\//, '');
  return withHubName(bare === key ? key : bare.replace(/\/[^]*$/, ''));
}

function withHubName(host: string): string {
  return host === DOCKER_HUB || host === 'registry-1.docker.io' ? DOCKER_HUB_INDEX : host;
}

function authOf(key: string, fields: AuthFields): DockerAuth {
  const decoded = decodeAuth(fields.get('auth') ?? '');
  if (decoded === 'no base64') {
    throw new UnreadableDockerConfig(`"auth" of ${quoted(shownKey(key))} is not base64`);
  }
  if (decoded === 'no colon') return EMPTY_AUTH;
  const token = fields.get('identitytoken') ?? '';
  return { ...decoded, password: withoutNuls(decoded.password), token };
}
