import http from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { ClusterRequestError } from './cluster-request-error.ts';
import { connectionFailure } from './connection-failure.ts';

export interface ClusterRequest {
  readonly method: 'GET' | 'PATCH';
  /** Segments, each of which is escaped: `['api', 'v1', 'namespaces', 'team-a']`. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: { readonly type: string; readonly value: unknown };
}

export interface ClusterAnswer {
  readonly status: number;
  /** The JSON object that came. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Seconds that the server asks to wait. */
  readonly retryAfter?: number;
}

export interface Target {
  readonly server: string;
  readonly connection: RequestOptions;
  /** Seconds. */
  readonly timeout: number;
}

/** No answer to a request about one object is longer; one that is comes from somewhere else. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** @throws ClusterRequestError where no answer of a Kubernetes API comes. */
export async function send(request: ClusterRequest, target: Target): Promise<ClusterAnswer> {
  const { origin } = new URL(target.server);
  let answer: RawAnswer;
  try {
    answer = await exchange(request, target);
  } catch (error) {
    throw connectionFailure(origin, error);
  }
  const body = objectIn(answer.text);
  // 3xx is a login page or a move; the token goes nowhere else.
  if (body !== undefined && (answer.status < 300 || answer.status >= 400)) {
    const retryAfter = Number(answer.retryAfter);
    return { status: answer.status, body, ...(retryAfter > 0 && { retryAfter }) };
  }
  throw new ClusterRequestError(
    `What answers at "${origin}" with ${answer.status} is no Kubernetes API. Check the server in the kubeconfig, and what lies before it.`,
    { code: answer.status >= 500 ? 'server-error' : 'protocol', status: answer.status },
  );
}

interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

async function exchange(request: ClusterRequest, target: Target): Promise<RawAnswer> {
  const signal = AbortSignal.timeout(target.timeout * 1000);
  const [response, socket] = await responseTo(request, target, signal);
  try {
    return {
      status: response.statusCode ?? 0,
      text: await textOf(response),
      retryAfter: response.headers['retry-after'],
    };
  } finally {
    socket.destroy();
  }
}

function responseTo(
  { method, path, query = {}, body }: ClusterRequest,
  { server, connection }: Target,
  signal: AbortSignal,
): Promise<[http.IncomingMessage, http.ClientRequest]> {
  const search = new URLSearchParams(query).toString();
  const segments = path.map(segment => `/${encodeURIComponent(segment)}`).join('');
  const url = new URL(`${server.replace(/\/+$/, '')}${segments}${search && `?${search}`}`);
  const text = body && JSON.stringify(body.value);
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const sent = request(url, {
      ...connection,
      method,
      signal,
      headers: {
        ...connection.headers,
        Accept: 'application/json',
        'User-Agent': 'berth',
        ...(body && { 'Content-Type': body.type }),
        ...(text !== undefined && { 'Content-Length': Buffer.byteLength(text) }),
      },
    });
    sent.once('response', response => resolve([response, sent]));
    sent.once('error', reject);
    sent.end(text);
  });
}

async function textOf(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
