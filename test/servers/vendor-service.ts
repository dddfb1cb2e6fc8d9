import type { ServerCertificate } from './certificate-authority.ts';
import {
  startScriptedServer,
  type ScriptedAnswer,
  type ScriptedRequest,
  type ScriptedServer,
} from './scripted-server.ts';

/** A service in a vendor's place, over TLS with the vendor's names. */
export interface VendorService extends Omit<ScriptedServer, 'host' | 'url'> {
  readonly port: number;
  /** Answers that the next requests get; `undefined` stands for the service's own. */
  readonly faults: (ScriptedAnswer | undefined)[];
}

export interface VendorRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly headers: ScriptedRequest['headers'];
  /** `application/json`; in lower case, without parameters. */
  readonly contentType: string;
  readonly body: string;
}

/** Starts a service that answers JSON to what it is asked. */
export async function startVendorService(
  tls: ServerCertificate,
  answer: (request: VendorRequest) => VendorAnswer,
): Promise<VendorService> {
  const faults: (ScriptedAnswer | undefined)[] = [];
  const server = await startScriptedServer(
    { '*': request => faults.shift() ?? scripted(answer(vendorRequest(request))) },
    tls,
  );
  const port = Number(new URL(server.url).port);
  const { requests, lines, stop } = server;
  return { port, faults, requests, lines, stop };
}

export interface VendorAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function scripted({ status, body, headers }: VendorAnswer): ScriptedAnswer {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(body) };
}

function vendorRequest({ line, headers, body }: ScriptedRequest): VendorRequest {
  const [method = '', url = ''] = line.split(' ');
  const contentType = (headers['content-type'] ?? '').split(';')[0] ?? '';
  return {
    method,
    path: url.split('?')[0] ?? '',
    headers,
    contentType: contentType.trim().toLowerCase(),
    body,
  };
}

/** The fields of a JSON body; `undefined` where it is none. */
export function jsonFields({ contentType, body }: VendorRequest) {
  if (contentType !== 'application/json') return undefined;
  try {
    return new Map(Object.entries(JSON.parse(body) as object) as [string, unknown][]);
  } catch {
    return undefined;
  }
}

/** The fields of a form; `undefined` where it is none. */
export function formFields({ contentType, body }: VendorRequest) {
  if (contentType !== 'application/x-www-form-urlencoded') return undefined;
  return new URLSearchParams(body);
}
