import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EchoingRegistry {
  readonly port: number;
  /** How many requests had a login. */
  readonly logins: () => number;
  stop(): Promise<void>;
}

/** A registry that says, wherever it can, what it was sent: in headers, in errors, in challenges. */
export async function startEchoingRegistry(): Promise<EchoingRegistry> {
  let logins = 0;
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) logins++;
    const sent = sentIn(request);
    response.statusCode = authorization === undefined ? 401 : 403;
    response.setHeader('www-authenticate', `Basic realm="${sent.replaceAll('"', "'")}"`);
    response.setHeader('x-sent', sent);
    const errors = [{ code: 'DENIED', message: sent, detail: sent }, { code: sent }];
    response.end(JSON.stringify({ errors, error: sent }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    logins: () => logins,
    stop: () => new Promise(resolve => void server.close(() => resolve())),
  };
}

function sentIn({ headers: { authorization = 'nothing' } }: IncomingMessage): string {
  const [, data = ''] = authorization.split(' ');
  const opened = Buffer.from(data, 'base64').toString();
  return `${authorization} ${encodeURIComponent(opened)}`;
}
