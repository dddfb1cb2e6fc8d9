import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

interface DrippingServer {
  readonly url: string;
  readonly stop: () => void;
}

/** Answers `head` at once, and then a byte every so many milliseconds, for as long as anybody listens. */
export async function startDrippingServer(head: string, every = 50): Promise<DrippingServer> {
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(head);
      const drip = setInterval(() => socket.write('x'), every);
      socket.once('close', () => clearInterval(drip));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      sockets.forEach(socket => socket.destroy());
      server.close();
    },
  };
}
