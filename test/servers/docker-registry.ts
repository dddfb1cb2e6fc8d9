import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerCertificate } from './certificate-authority.ts';
import { startChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { TokenServer } from './token-server.ts';

export interface DockerRegistry {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  readonly url: string;
  readonly port: number;
  /** The folder that holds its blobs. */
  readonly storage: string;
  /** What it was asked since it started, or since `forget()`: `HEAD /v2/a/manifests/1 200`. */
  requests(): Promise<readonly string[]>;
  forget(): Promise<void>;
  /** Puts others in place of its users, where it asks for passwords. */
  setUsers(users: Readonly<Record<string, string>>): void;
  stop(): Promise<void>;
}

export type RegistryAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly users: Readonly<Record<string, string>> }
  | { readonly kind: 'token'; readonly server: TokenServer };

/** Starts the distribution project's registry, as Debian packages it. */
export async function startDockerRegistry(
  options: {
    readonly auth?: RegistryAuth;
    readonly tls?: ServerCertificate;
    /** The parent of its storage; a temporary folder unless given. */
    readonly folder?: string;
    /** Answers with `Location: /v2/…` instead of whole URLs. */
    readonly relativeUrls?: boolean;
  } = {},
): Promise<DockerRegistry> {
  const folder = options.folder ?? temporaryFolder('registry');
  const port = await freePort();
  const storage = path.join(folder, 'storage');
  const configFile = path.join(folder, `config-${port}.yml`);
  writeFileSync(configFile, JSON.stringify(configuration({ ...options, folder, storage, port })));

  const server = await startChildServer({
    command: 'docker-registry',
    args: ['serve', configFile],
    port,
    environment: { OTEL_TRACES_EXPORTER: 'none' },
  });
  const url = `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  let forgotten = 0;
  let marks = 0;
  // The log is written behind the answer: a request of our own marks the end of what came before.
  async function requests(): Promise<string[]> {
    const mark = `GET /berth-mark-${marks++} `;
    await touch(`${url}${mark.split(' ')[1]}`);
    for (let tries = 0; !server.output().includes(mark) && tries < 500; tries++) await wait(10);
    const lines = server.output().split('\n').flatMap(requestOf);
    return lines.filter(line => !line.includes('/berth-mark-'));
  }
  return {
    host: `127.0.0.1:${port}`,
    url,
    port,
    storage,
    requests: async () => (await requests()).slice(forgotten),
    forget: async () => void (forgotten = (await requests()).length),
    setUsers: users => writeUsers(folder, users),
    stop: () => server.stop(),
  };
}

// JSON is YAML, which spares us a writer.
function configuration(options: {
  readonly auth?: RegistryAuth;
  readonly tls?: ServerCertificate;
  readonly relativeUrls?: boolean;
  readonly folder: string;
  readonly storage: string;
  readonly port: number;
}): object {
  const { tls } = options;
  return {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: false } },
    storage: {
      filesystem: { rootdirectory: options.storage },
      delete: { enabled: true },
      cache: { blobdescriptor: 'inmemory' },
    },
    http: {
      addr: `127.0.0.1:${options.port}`,
      relativeurls: options.relativeUrls ?? false,
      ...(tls && { tls: { certificate: tls.certificateFile, key: tls.keyFile } }),
    },
    ...authConfiguration(options.auth ?? { kind: 'none' }, options.folder),
  };
}

function authConfiguration(auth: RegistryAuth, folder: string): object {
  switch (auth.kind) {
    case 'none':
      return {};
    case 'basic': {
      const file = writeUsers(folder, auth.users);
      return { auth: { htpasswd: { realm: 'berth tests', path: file } } };
    }
    case 'token':
      return {
        auth: {
          token: {
            realm: auth.server.realm,
            service: auth.server.service,
            issuer: auth.server.issuer,
            rootcertbundle: auth.server.certificateFile,
          },
        },
      };
  }
}

// It reads them again when the file has changed.
function writeUsers(folder: string, users: Readonly<Record<string, string>>): string {
  const file = path.join(folder, 'htpasswd');
  writeFileSync(file, Object.entries(users).map(htpasswdLine).join(''));
  return file;
}

// The registry takes bcrypt only; cost 5 keeps a login quick. The password goes by stdin.
function htpasswdLine([user, password]: [string, string]): string {
  const line = execFileSync('htpasswd', ['-n', '-i', '-B', '-C', '5', user], { input: password });
  return `${line.toString().trim()}\n`;
}

async function touch(url: string): Promise<void> {
  const get = url.startsWith('https:') ? https.get : http.get;
  const [response] = (await once(get(url, { rejectUnauthorized: false }), 'response')) as [
    http.IncomingMessage,
  ];
  response.resume();
}

function requestOf(line: string): string[] {
  const match = /"([A-Z]+) (\S+) HTTP\/[\d.]+" (\d{3}) /.exec(line);
  return match ? [match.slice(1).join(' ')] : [];
}
