import { decodeAuth, isSameAuth, withoutNuls, type DockerAuth } from './docker-auth.ts';
import {
  shownKey,
  UnreadableDockerConfig,
  type AuthFields,
  type DockerConfigFile,
} from './docker-config-file.ts';
import { parseGoUrl } from './go-url.ts';
import type { FoundAuth, PulledImage, PullClientRules, PullLookup } from './pull-lookup.ts';
import { quoted } from '../quoted.ts';
import { dockerConfigKey, DOCKER_HUB } from '../provider/registry-host.ts';

/**
 * The docker CLI: a helper, else the exact key, else any key with this host.
 * Source: https://github.com/docker/cli/blob/v28.2.2/cli/config/credentials/file_store.go
 */
export const dockerRules: PullClientRules = {
  fields: [
    'username',
    'password',
    'email',
    'auth',
    'serveraddress',
    'identitytoken',
    'registrytoken',
  ],
  whenUnreadable: 'reads a part',
  behindJson: 'ignored',
  lookup: lookupAsDocker,
};

function lookupAsDocker({ registry }: PulledImage, file: DockerConfigFile): PullLookup {
  const entries = [...file.auths].map(([key, fields]) => ({ key, auth: authOf(key, fields) }));
  const server = registry === DOCKER_HUB ? dockerConfigKey(registry) : registry;
  const helper = (server !== '' ? file.credHelpers.get(server) : undefined) ?? file.credsStore;
  if (helper !== '') return { kind: 'helper', helper, server };

  const exact = entries.find(({ key }) => key === server);
  if (exact) return { kind: 'found', matches: [exact], how: 'the exact key of this registry' };
  return byHost(entries.filter(({ key }) => hostPart(key) === server));
}

function byHost(matches: readonly FoundAuth[]): PullLookup {
  const [first] = matches;
  if (first === undefined) return { kind: 'none' };
  // Go walks through a map in random order, and takes the first that fits.
  if (matches.some(({ auth }) => !isSameAuth(auth, first.auth))) return { kind: 'either', matches };
  return { kind: 'found', matches: [first], how: 'whose host is this registry' };
}

/** The host of a key with a scheme, whichever it is; else what stands before the first slash. */
function hostPart(key: string): string {
  const [, rest] = /^[a-z][a-z\d+.-]*:\/\/([^]*)$/i.exec(key) ?? [];
  const host = rest === undefined ? '' : (parseGoUrl(rest)?.host ?? '');
  if (host === '') return key.replace(/\/[^]*$/, '');
  return host.replace(/:$/, '').replace(/^\[([^\]]*)\]$/, '$1');
}

// One bad entry spoils the file, also for other registries: docker warns, and keeps what it has read
// by then, in random order.
function authOf(key: string, fields: AuthFields): DockerAuth {
  const token = fields.get('identitytoken') || fields.get('registrytoken') || '';
  const auth = fields.get('auth') ?? '';
  if (auth === '') {
    return {
      username: fields.get('username') ?? '',
      password: fields.get('password') ?? '',
      token,
    };
  }
  const decoded = decodeAuth(auth);
  if (typeof decoded === 'string' || decoded.username === '') {
    throw new UnreadableDockerConfig(
      `"auth" of ${quoted(shownKey(key))} is not the base64 of "user:password"`,
    );
  }
  return { ...decoded, password: withoutNuls(decoded.password), token };
}
