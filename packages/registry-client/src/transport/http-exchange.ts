import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { HttpRequest } from './http-request.ts';
import { noProgress, stopAfter } from './no-progress.ts';

const onKeptSocket = new WeakSet<Error>();

/** Whether a request failed on a connection that had been kept from an earlier one. */
export function wasKept(error: unknown): boolean {
  return error instanceof Error && onKeptSocket.has(error);
}

/** Sends one request and returns the head of its answer. */
export function exchange(
  options: RequestOptions,
  { body }: Pick<HttpRequest, 'body'>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Not by `import`: that would load all of undici, since `node:http` exports `WebSocket`.
    const scheme = options.protocol === 'https:' ? 'node:https' : 'node:http';
    const request = process.getBuiltinModule(scheme).request(options);
    let response: IncomingMessage | undefined;
    request.once('response', message => {
      response = message;
      resolve(message);
    });
    const stop = () => {
      const error = noProgress();
      response?.destroy(error);
      request.destroy(error);
    };
    request.once('timeout', stop);
    // A head that comes byte by byte is no progress either.
    request.once('finish', () =>
      stopAfter(options.timeout ?? 0, request, () => response ?? stop()),
    );
    request.on('error', error => {
      if (request.reusedSocket) onKeptSocket.add(error);
      reject(error);
    });
    sendBody(request, body);
  });
}

function sendBody(request: ClientRequest, body: HttpRequest['body']): void {
  if (typeof body !== 'function') {
    request.end(body);
    return;
  }
  const source = body();
  source.once('error', error => request.destroy(error));
  request.once('close', () => source.destroy());
  // A server that answers early has seen enough, most likely a refusal.
  request.once('response', response => {
    if (request.writableFinished) return;
    source.unpipe(request);
    source.destroy();
    response.once('close', () => request.destroy());
  });
  source.pipe(request);
}
