import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { ServerCertificate } from './certificate-authority.ts';

/** What to answer: data, or `reset` (the connection breaks off), `silence` (nothing ever comes). */
export type ScriptedAnswer =
  | 'reset'
  | 'silence'
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string | readonly string[]>>;
      readonly body?: string;
      /** Milliseconds. */
      readonly delay?: number;
      /** Breaks the connection off behind the body, though more was announced. */
      readonly cut?: boolean;
    };

export interface ScriptedRequest {
  /** `GET /v2/` */
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ScriptedServer {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  readonly url: string;
  readonly requests: ScriptedRequest[];
  readonly lines: () => string[];
  readonly stop: () => Promise<void>;
}

/**
 * An HTTP server whose answers are given: for each path (or `GET /path`) those of a list in turn,
 * the last one again and again, or what a function says. Anything else is `*`, or 404.
 */
export async function startScriptedServer(
  script: Readonly<Record<string, Answers>>,
  tls?: ServerCertificate,
): Promise<ScriptedServer> {
  const requests: ScriptedRequest[] = [];
  const turns = new Map<string, number>();
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void readText(request).then(body => {
      const line = `${request.method} ${request.url}`;
      const asked = { line, headers: request.headers, body };
      requests.push(asked);
      const path = (request.url ?? '').split('?')[0] ?? '';
      const keys = [line, `${request.method} ${path}`, path, '*'];
      const key = keys.find(key => key in script) ?? '';
      const turn = turns.get(key) ?? 0;
      turns.set(key, turn + 1);
      give(answerOf(script[key] ?? [], turn, asked), response);
    });
  };
  const server = tls
    ? createTlsServer(
        { cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) },
        listener,
      )
    : createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    lines: () => requests.map(request => request.line),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Answers = readonly ScriptedAnswer[] | ((request: ScriptedRequest) => ScriptedAnswer);

function answerOf(answers: Answers, turn: number, request: ScriptedRequest): ScriptedAnswer {
  if (typeof answers === 'function') return answers(request);
  return answers[Math.min(turn, answers.length - 1)] ?? { status: 404 };
}

function give(answer: ScriptedAnswer, response: ServerResponse): void {
  if (answer === 'silence') return;
  if (answer === 'reset') {
    const { socket } = response;
    // A TLS socket has no reset of its own; it breaks off.
    if (socket && 'encrypted' in socket) socket.destroy();
    else socket?.resetAndDestroy();
    return;
  }
  const { status = 200, headers = {}, body = '', delay = 0, cut = false } = answer;
  setTimeout(() => {
    response.writeHead(status, { ...headers, ...(cut && { 'content-length': body.length + 1 }) });
    if (!cut) return response.end(body);
    return response.write(body, () => response.socket?.destroy());
  }, delay);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
