import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TinyRegistry {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  readonly url: string;
  stop(): Promise<void>;
}

interface Stored {
  readonly type: string;
  readonly bytes: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/**
 * A registry in memory, for systems that Debian's registry does not run on: one user, pushing and
 * pulling by the distribution specification, nothing beyond it.
 *
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export async function startTinyRegistry(
  user: { readonly username: string; readonly password: string },
  port = 0,
): Promise<TinyRegistry> {
  const expected = `Basic ${btoa(`${user.username}:${user.password}`)}`;
  const store = new Map<string, Stored>();
  const server = createServer((request, response) => {
    void readBytes(request).then(body => {
      const known = request.headers.authorization === expected;
      give(response, known ? answerTo(request, body, store) : STRANGER);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const STRANGER: Answer = {
  status: 401,
  headers: { 'www-authenticate': 'Basic realm="tiny registry"' },
  body: '{"errors":[{"code":"UNAUTHORIZED"}]}',
};
const MISSING: Answer = { status: 404, body: '{"errors":[{"code":"NAME_UNKNOWN"}]}' };

function give(response: ServerResponse, { status, headers, body = '' }: Answer): void {
  response.writeHead(status, {
    'docker-distribution-api-version': 'registry/2.0',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

function answerTo(request: IncomingMessage, body: Buffer, store: Map<string, Stored>): Answer {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
  if (pathname === '/v2/') return { status: 200, body: '{}' };
  const [, repository, kind, name] =
    /^\/v2\/(.+)\/(blobs|manifests|blobs\/uploads)\/([^/]*)$/.exec(pathname) ?? [];
  if (repository === undefined || name === undefined) return MISSING;
  const type = request.headers['content-type'] ?? 'application/octet-stream';
  switch (`${request.method} ${kind}`) {
    case 'HEAD blobs':
    case 'GET blobs':
    case 'HEAD manifests':
    case 'GET manifests':
      return found(store.get(`${repository} ${name}`));
    case 'PUT manifests':
      store.set(`${repository} ${name}`, { type, bytes: body });
      return keep(store, repository, { type, bytes: body });
    case 'POST blobs/uploads':
      return begun(repository, `${store.size}-${Math.random()}`);
    case 'PATCH blobs/uploads':
      append(store, name, body);
      return begun(repository, name);
    case 'PUT blobs/uploads': {
      const bytes = append(store, name, body);
      store.delete(name);
      if (digestOf(bytes) !== searchParams.get('digest')) return { status: 400 };
      return keep(store, repository, { type: 'application/octet-stream', bytes });
    }
    default:
      return { status: 405 };
  }
}

function found(stored: Stored | undefined): Answer {
  if (!stored) return MISSING;
  const { type, bytes } = stored;
  const headers = { 'content-type': type, 'docker-content-digest': digestOf(bytes) };
  return { status: 200, headers, body: bytes };
}

function keep(store: Map<string, Stored>, repository: string, stored: Stored): Answer {
  const digest = digestOf(stored.bytes);
  store.set(`${repository} ${digest}`, stored);
  const location = `/v2/${repository}/manifests/${digest}`;
  return { status: 201, headers: { 'docker-content-digest': digest, location } };
}

function begun(repository: string, upload: string): Answer {
  return { status: 202, headers: { location: `/v2/${repository}/blobs/uploads/${upload}` } };
}

function append(store: Map<string, Stored>, upload: string, more: Buffer): Buffer {
  const bytes = Buffer.concat([store.get(upload)?.bytes ?? Buffer.alloc(0), more]);
  store.set(upload, { type: '', bytes });
  return bytes;
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
