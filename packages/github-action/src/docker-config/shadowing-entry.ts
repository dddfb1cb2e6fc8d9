import { explainPull } from '@berth/core';
import type { ProvenRegistry } from '../log-in/prove-logins.ts';

/** Why a client does not use the login of this registry in a config; nothing where it does. */
export function shadowOf(
  { host, key }: ProvenRegistry,
  found: {
    readonly config: unknown;
    readonly configFile: string;
    readonly client: 'docker' | 'podman';
  },
): string | undefined {
  const { configFile, client } = found;
  const { tried, ambiguous, reason } = explainPull(`${host}/any/image`, found.config, client);
  const [first] = tried;
  if (first?.key === key && !ambiguous) return undefined;
  const written = `The login for ${host} is in "${configFile}", but ${client} does not use it`;
  if (!first) return `${written}: ${reason}`;
  return `${written}: it takes the entry "${first.key}". Remove that entry.`;
}
