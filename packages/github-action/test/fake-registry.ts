import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers as a test wants: for what no real registry does when asked. */
export async function fakeRegistry(
  answer: (response: ServerResponse, request: IncomingMessage) => unknown,
): Promise<{ readonly host: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume();
    answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
