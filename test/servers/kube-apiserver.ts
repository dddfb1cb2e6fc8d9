import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createCertificateAuthority, type CertificateAuthority } from './certificate-authority.ts';
import { startChildServer, type ChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';
import {
  ADMINISTRATOR,
  allow,
  ask,
  createNamespace,
  type ApiAnswer,
  type Client,
  type KubeRule,
} from './kube-administrator.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface KubeApiServer {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  /** The authority that has issued its certificate. */
  readonly authority: CertificateAuthority;
  /** What the administrator is answered. */
  request(method: string, path: string, body?: unknown, type?: string): Promise<ApiAnswer>;
  /** Makes a namespace and, since no controller does it here, its service accounts. */
  createNamespace(name: string, serviceAccounts?: readonly string[]): Promise<void>;
  /** Lets a user do this in a namespace. */
  allow(user: string, namespace: string, rules: readonly KubeRule[]): Promise<void>;
  /** A kubeconfig for this user: the administrator's unless named. */
  kubeconfig(user?: string): string;
  stop(): Promise<void>;
}

const PROGRAMS = path.resolve(import.meta.dirname, '../../scripts/kube-apiserver.sh');

/**
 * Starts a kube-apiserver with an etcd of its own, those that `scripts/kube-apiserver.sh` finds or
 * builds. Each user may do nothing until `allow`; a token is the user's name with `-token`.
 */
export async function startKubeApiServer(users: readonly string[] = []): Promise<KubeApiServer> {
  const folder = temporaryFolder('kube');
  const programs = execFileSync('sh', [PROGRAMS], { stdio: ['ignore', 'pipe', 'inherit'] });
  const program = (name: string) => path.join(programs.toString().trim(), name);
  const etcd = await startEtcd(program('etcd'), folder);
  const authority = createCertificateAuthority();
  const port = await freePort();
  const arguments_ = apiServerArguments({ folder, authority, port, etcd: etcd.url, users });
  const server = await startChildServer({
    command: program('kube-apiserver'),
    args: arguments_,
    port,
  });
  const url = `https://127.0.0.1:${port}`;
  const client = { url, ca: authority.certificate };
  await isReady(client, server);

  const api = (...request: [string, string, unknown?, string?]) => ask(client, ...request);
  return {
    url,
    authority,
    request: api,
    createNamespace: (name, accounts = []) => createNamespace(api, name, accounts),
    allow: (user, namespace, rules) => allow(api, { user, namespace, rules }),
    kubeconfig: (user = ADMINISTRATOR) => kubeconfig(url, authority, user),
    async stop() {
      await server.stop();
      await etcd.server.stop();
    },
  };
}

async function startEtcd(
  command: string,
  folder: string,
): Promise<{ server: ChildServer; url: string }> {
  const [client, peer] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${client}`;
  const server = await startChildServer({
    command,
    args: [
      ...['--data-dir', path.join(folder, 'etcd'), '--unsafe-no-fsync'],
      ...['--listen-client-urls', url, '--advertise-client-urls', url],
      ...['--listen-peer-urls', `http://127.0.0.1:${peer}`],
    ],
    port: client,
  });
  return { server, url };
}

function apiServerArguments(options: {
  readonly folder: string;
  readonly authority: CertificateAuthority;
  readonly port: number;
  readonly etcd: string;
  readonly users: readonly string[];
}): readonly string[] {
  const { folder, authority } = options;
  const file = (name: string) => path.join(folder, name);
  const tls = authority.issue();
  const tokens = [
    `${ADMINISTRATOR}-token,${ADMINISTRATOR},${ADMINISTRATOR},system:masters`,
    ...options.users.map(user => `${user}-token,${user},${user}`),
  ];
  writeFileSync(file('tokens.csv'), `${tokens.join('\n')}\n`);
  execFileSync('openssl', ['genrsa', '-out', file('accounts.key'), '2048'], { stdio: 'ignore' });
  return [
    ...['--etcd-servers', options.etcd, '--secure-port', `${options.port}`],
    ...['--bind-address', '127.0.0.1', '--advertise-address', '127.0.0.1'],
    ...['--tls-cert-file', tls.certificateFile, '--tls-private-key-file', tls.keyFile],
    ...['--client-ca-file', authority.certificateFile],
    ...['--token-auth-file', file('tokens.csv'), '--authorization-mode', 'RBAC'],
    ...['--service-account-key-file', file('accounts.key')],
    ...['--service-account-signing-key-file', file('accounts.key')],
    ...['--service-account-issuer', 'https://kubernetes.default.svc'],
    ...['--service-cluster-ip-range', '10.0.0.0/24', '--endpoint-reconciler-type', 'none'],
    ...['--disable-admission-plugins', 'ServiceAccount'],
  ];
}

async function isReady(client: Client, server: ChildServer): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const ready = await ask(client, 'GET', '/readyz').catch(() => undefined);
    if (ready?.status === 200) return;
    await wait(100);
  }
  throw new Error(`kube-apiserver does not get ready:\n${server.output()}`);
}

function kubeconfig(url: string, authority: CertificateAuthority, user: string): string {
  const ca = readFileSync(authority.certificateFile).toString('base64');
  return [
    'apiVersion: v1',
    'kind: Config',
    'current-context: test',
    'clusters:',
    `- {name: test, cluster: {server: "${url}", certificate-authority-data: ${ca}}}`,
    'contexts:',
    `- {name: test, context: {cluster: test, user: ${user}}}`,
    'users:',
    `- {name: ${user}, user: {token: ${user}-token}}`,
    '',
  ].join('\n');
}
