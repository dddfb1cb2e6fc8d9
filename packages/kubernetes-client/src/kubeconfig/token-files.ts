import path from 'node:path';
import { loadYaml, type KubeConfig } from '@kubernetes/client-node';

/**
 * Gives users the `tokenFile` that their kubeconfig names: client-node reads it by another name. It is
 * read with each request, and wins over a token, as with kubectl.
 *
 * Source: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#AuthInfo
 *
 * @param folder the kubeconfig's; a text has none, and its paths stay as they are
 */
export function useTokenFiles(config: KubeConfig, text: string, folder: string | undefined): void {
  const { users } = loadYaml<{ readonly users?: unknown } | undefined>(text) ?? {};
  const files = new Map(Array.isArray(users) ? (users as unknown[]).flatMap(tokenFileIn) : []);
  config.users = config.users.map(user => {
    const file = files.get(user.name);
    if (file === undefined) return user;
    const tokenFile = folder === undefined ? file : path.resolve(folder, file);
    const other = { ...user, authProvider: { name: 'tokenFile', config: { tokenFile } } };
    delete other.token;
    return other;
  });
}

function tokenFileIn(entry: unknown): [name: string, file: string][] {
  const { name, user } = (entry ?? {}) as { name?: unknown; user?: { tokenFile?: unknown } };
  const file = user?.tokenFile;
  return typeof name === 'string' && typeof file === 'string' && file ? [[name, file]] : [];
}

/** The file in which this user's token is, where it is in one. */
export function tokenFileOf(user: { readonly authProvider?: unknown }): string | undefined {
  const { config } = (user.authProvider ?? {}) as { config?: { tokenFile?: unknown } };
  return typeof config?.tokenFile === 'string' ? config.tokenFile : undefined;
}
