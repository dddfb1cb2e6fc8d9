import type { Readable } from 'node:stream';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** A function is called anew for every try. */
  readonly body?: Uint8Array | (() => Readable);
}
