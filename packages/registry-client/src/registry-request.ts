import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `/v2/…`, or a whole URL from a `Location`. The login goes to the registry's own origin only. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `repository:acme/api:pull,push`; several separated by a space. */
  readonly scope?: string;
  /** A function is called anew for every try. */
  readonly body?: Uint8Array | (() => Readable);
  /** Statuses that are returned; every other becomes a `RegistryRequestError`. */
  readonly expect: readonly number[];
  /** Instead of the session's; 0 where trying again takes more than sending this again. */
  readonly retries?: number;
}

export interface RegistryResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Where it came from, after redirects. */
  readonly url: string;
  /** The whole body, up to `limit` bytes (4 MiB); more is an error. */
  bytes(limit?: number): Promise<Buffer>;
  json(): Promise<unknown>;
  /** Reads a body away that nobody wants, so that the connection can be used again. */
  discard(): Promise<void>;
  readonly stream: Readable;
}
