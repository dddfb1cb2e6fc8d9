import type { KubeConfig, User } from '@kubernetes/client-node';

/** In a key's place, in YAML or in JSON. */
const KEY = /(?:^|[\s{,"'])tokenFile["']?\s*:/;

/**
 * Marks users that seem to log in with a `tokenFile`: client-node overlooks it, and would ask as
 * nobody. A second reading of the YAML, to know for certain, would bring a second parser with it.
 */
export function markTokenFiles(config: KubeConfig, text: string): void {
  if (!KEY.test(text)) return;
  const mark = { authProvider: { name: 'tokenFile' } };
  config.users = config.users.map(user => (hasLogin(user) ? user : { ...user, ...mark }));
}

function hasLogin({ token, certData, certFile, exec, username, authProvider }: User): boolean {
  return [token, certData, certFile, exec, username, authProvider].some(Boolean);
}

export function hasTokenFile({ authProvider }: User): boolean {
  const { name, config } = (authProvider ?? {}) as { name?: unknown; config?: unknown };
  return name === 'tokenFile' && config === undefined;
}
