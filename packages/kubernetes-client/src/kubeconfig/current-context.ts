import path from 'node:path';
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import { isLoopback } from './loopback.ts';
import { invalidKubeconfig } from './invalid-kubeconfig.ts';
import { hasTokenFile } from './token-file.ts';

/** Says what is missing for a request: client-node would go without, or to nowhere. */
export function checkCurrentContext(config: KubeConfig, what: string): void {
  const name = config.getCurrentContext();
  const context = config.getContexts().find(one => one.name === name);
  if (!context) {
    const reason = name
      ? `its current-context ${JSON.stringify(name)} is not among its contexts`
      : 'it has no current-context';
    const names = config.getContexts().map(one => JSON.stringify(one.name));
    const choices = names.length > 0 ? ` (${names.join(', ')})` : '';
    throw invalidKubeconfig(what, reason, `Set it to one of its contexts${choices}`);
  }
  const cluster = config.getClusters().find(one => one.name === context.cluster);
  if (!cluster) throw missing(what, `the cluster ${JSON.stringify(context.cluster)}`);
  const user = config.getUsers().find(one => one.name === context.user);
  if (!user) throw missing(what, `the user ${JSON.stringify(context.user)}`);
  if (hasTokenFile(user)) throw tokenFile(what, user);
  checkServer(cluster, what);
  checkPaths(cluster, user, what);
}

function missing(what: string, thing: string): Error {
  return invalidKubeconfig(
    what,
    `it has not got ${thing} of its current context`,
    'Make one with "kubectl config view --raw --minify --flatten"',
  );
}

function tokenFile(what: string, { name }: User): Error {
  return invalidKubeconfig(
    what,
    `its user ${JSON.stringify(name)} logs in with a tokenFile, which is not read here`,
    'Put what is in that file in as "token"',
  );
}

function checkServer({ server, skipTLSVerify }: Cluster, what: string): void {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol === 'https:') return;
  const plain = url?.protocol === 'http:';
  if (url && plain && (skipTLSVerify || isLoopback(url.hostname))) return;
  throw invalidKubeconfig(
    what,
    plain
      ? `the server "${url?.origin}" would get the login over plain HTTP`
      : `its server ${JSON.stringify(server)} is no URL`,
    'Write it as https://host:port',
  );
}

/** In a text there is no folder that a path could be meant from. */
function checkPaths(cluster: Cluster, user: User, what: string): void {
  const files = [
    ['certificate-authority', cluster.caFile],
    ['client-certificate', user.certFile],
    ['client-key', user.keyFile],
  ] as const;
  const relative = files.find(([, file]) => file && !path.isAbsolute(file));
  if (!relative) return;
  throw invalidKubeconfig(
    what,
    `its ${relative[0]} ${JSON.stringify(relative[1])} is a path, and a text has no folder`,
    `Put the content in as ${relative[0]}-data, as "kubectl config view --raw --flatten" does`,
  );
}
