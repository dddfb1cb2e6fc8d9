import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ServerCertificate } from './certificate-authority.ts';
import { startDockerRegistry, type DockerRegistry } from './docker-registry.ts';

export interface VendorRegistry {
  readonly port: number;
  /** The real registry behind it, which asks nobody for a login. */
  readonly registry: DockerRegistry;
  /** Who was let in: `acme.azurecr.io 00000000-0000-0000-0000-000000000000`. */
  readonly logins: Set<string>;
  stop(): Promise<void>;
}

/**
 * A real registry under vendors' names, that takes whatever password a vendor's token service has
 * just made up.
 */
export async function startVendorRegistry(options: {
  readonly tls: ServerCertificate;
  readonly accepts: (username: string, password: string, host: string) => boolean;
  /** Paths of the same host that another server of the vendor answers: `/oauth2/`. */
  readonly elsewhere?: { readonly prefix: string; readonly port: () => number };
}): Promise<VendorRegistry> {
  const registry = await startDockerRegistry({ relativeUrls: true });
  const logins = new Set<string>();
  const { tls, elsewhere, accepts } = options;
  const server = createServer(
    { cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) },
    (request, response) => {
      if (elsewhere && request.url?.startsWith(elsewhere.prefix)) {
        return forward(request, response, { scheme: 'https', port: elsewhere.port() });
      }
      const { username, password } = loginOf(request);
      if (username === undefined || !accepts(username, password, request.headers.host ?? ''))
        return refuse(response);
      logins.add(`${request.headers.host} ${username}`);
      return forward(request, response, { scheme: 'http', port: registry.port });
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    registry,
    logins,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await registry.stop();
    },
  };
}

function loginOf(request: IncomingMessage): { username: string | undefined; password: string } {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) return { username: undefined, password: '' };
  const pair = Buffer.from(basic, 'base64').toString();
  const colon = pair.indexOf(':');
  return { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

function refuse(response: ServerResponse): void {
  response
    .writeHead(401, {
      'content-type': 'application/json',
      'docker-distribution-api-version': 'registry/2.0',
      'www-authenticate': 'Basic realm="vendor"',
    })
    .end('{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}');
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { scheme, port }: { readonly scheme: 'http' | 'https'; readonly port: number },
): void {
  const { method, url, headers } = request;
  const target = { host: '127.0.0.1', port, method, path: url, headers };
  // The certificate is of our own authority, and it is this machine.
  const onward =
    scheme === 'http'
      ? httpRequest(target)
      : httpsRequest({ ...target, rejectUnauthorized: false });
  onward.once('response', answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.once('error', () => response.destroy());
  request.pipe(onward);
}
