import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ForwardProxy {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** What went through: `CONNECT registry.test:443`, `GET http://registry.test/v2/`. */
  readonly requests: string[];
  readonly stop: () => Promise<void>;
}

/** A proxy for HTTP, and for HTTPS by `CONNECT`. Every name leads to this machine. */
export async function startForwardProxy(
  options: {
    /** `user:password`; without one everybody may pass. */
    readonly login?: string;
    /** Answers all with this status instead. */
    readonly refuse?: number;
    /**
     * Ports of this machine that tunnels lead to, whatever they ask for: servers of ours in a
     * vendor's place. One port for all names, or one for each host (`sts.googleapis.com`); a host
     * that is not among them leads where it asks for.
     */
    readonly tunnelsTo?: number | Readonly<Record<string, number>>;
  } = {},
): Promise<ForwardProxy> {
  const requests: string[] = [];
  const expected = options.login && `Basic ${Buffer.from(options.login).toString('base64')}`;
  const refusalOf = (authorization: string | undefined) =>
    options.refuse ?? (expected && authorization !== expected ? 407 : undefined);

  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const status = refusalOf(request.headers['proxy-authorization']);
    if (status !== undefined) return void response.writeHead(status).end();
    const { port, pathname, search } = new URL(request.url ?? '/');
    const headers = { ...request.headers };
    delete headers['proxy-authorization'];
    const onward = httpRequest({
      ...{ host: '127.0.0.1', port, method: request.method, path: pathname + search, headers },
    });
    onward.once('response', answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  // The server no longer counts them as its own.
  const tunnels = new Set<Duplex>();
  server.on('connect', (request, socket, head) => {
    tunnels.add(socket);
    socket.once('close', () => tunnels.delete(socket));
    requests.push(`CONNECT ${request.url}`);
    const status = refusalOf(request.headers['proxy-authorization']);
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const onward = connect(portFor(request.url ?? '', options.tunnelsTo), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.once('error', () => socket.destroy());
    socket.once('error', () => onward.destroy());
    socket.once('close', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    async stop() {
      server.closeAllConnections();
      for (const tunnel of tunnels) tunnel.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function portFor(
  authority: string,
  tunnelsTo: number | Readonly<Record<string, number>> | undefined,
): number {
  if (typeof tunnelsTo === 'number') return tunnelsTo;
  const colon = authority.lastIndexOf(':');
  return tunnelsTo?.[authority.slice(0, colon)] ?? Number(authority.slice(colon + 1));
}
