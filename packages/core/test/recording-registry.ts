import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingRegistry {
  readonly port: number;
  /** The users that sent Basic credentials for this repository, in order, without repetition. */
  usersOf(repository: string): string[];
  stop(): Promise<void>;
}

/** A registry without images: it asks for Basic credentials, and writes down whose come. */
export async function startRecordingRegistry(): Promise<RecordingRegistry> {
  const seen: { readonly url: string; readonly user: string }[] = [];
  const server = createServer((request, response) => {
    const [, basic] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    const [user = ''] = Buffer.from(basic ?? '', 'base64')
      .toString()
      .split(':', 1);
    if (user !== '') seen.push({ url: request.url ?? '', user });
    // Docker 20.10 talks to nobody without it.
    response.setHeader('docker-distribution-api-version', 'registry/2.0');
    if (basic === undefined) response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' });
    else response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ code: 'MANIFEST_UNKNOWN', message: 'none' }] }));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    usersOf(repository) {
      const own = seen.filter(({ url }) => url.startsWith(`/v2/${repository}/manifests/`));
      return [...new Set(own.map(({ user }) => user))];
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
