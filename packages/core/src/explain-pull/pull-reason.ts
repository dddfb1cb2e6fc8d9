import { isEmptyAuth } from './docker-auth.ts';
import { shownKey } from './docker-config-file.ts';
import type { PullLookup } from './pull-lookup.ts';
import { quoted } from '../quoted.ts';
import { canonicalHost, dockerConfigKey } from '../provider/registry-host.ts';

export interface PullSearch {
  readonly client: string;
  readonly registry: string;
  /** All keys of the config. */
  readonly keys: readonly string[];
}

/** Says in words what a client found, and what to do where it found nothing good. */
export function reasonFor(lookup: PullLookup, search: PullSearch): string {
  switch (lookup.kind) {
    case 'found':
      return reasonForFound(lookup, search);
    case 'either': {
      const keys = lookup.matches.map(({ key }) => quoted(shownKey(key))).join(', ');
      return `${search.client} takes ${keys} in random order, and they differ. Keep one, under ${ownKey(search)}.`;
    }
    case 'helper': {
      const helper = quoted(`docker-credential-${lookup.helper}`);
      return `${search.client} asks ${helper} for ${quoted(lookup.server)}, and not this file. Log in with ${search.client}, or remove the helper from the file.`;
    }
    case 'none':
      return reasonForNone(search);
  }
}

function reasonForFound(
  { matches, how }: Extract<PullLookup, { kind: 'found' }>,
  { client }: PullSearch,
): string {
  const [first, ...others] = matches.map(({ key }) => quoted(shownKey(key)));
  const rest = others.length === 0 ? '' : `, then ${others.join(', ')}`;
  const use = `${client} uses the key ${first}, ${how}${rest}`;
  const empty = matches[0] !== undefined && isEmptyAuth(matches[0].auth);
  return empty ? `${use}; but it holds no login. Log in again, or remove it.` : `${use}.`;
}

function reasonForNone(search: PullSearch): string {
  const { client, registry } = search;
  const near = search.keys.find(key => canonicalHost(key) === canonicalHost(registry));
  const why =
    near === undefined
      ? `No key fits ${quoted(registry)}`
      : `${client} does not take the key ${quoted(shownKey(near))} for this image`;
  return `${why}, so ${client} pulls without a login. Add one under the key ${ownKey(search)}.`;
}

function ownKey({ registry }: PullSearch): string {
  return quoted(dockerConfigKey(registry));
}
