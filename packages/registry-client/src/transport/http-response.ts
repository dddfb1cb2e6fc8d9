import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { RegistryRequestError } from '../registry-request-error.ts';
import { networkFailure } from './network-failure.ts';

const DEFAULT_LIMIT = 4 * 1024 * 1024;
const DISCARD_LIMIT = 64 * 1024;

/** An answer whose body has not been read yet. */
export class HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly url: string;
  readonly #message: IncomingMessage;
  readonly #host: string;

  constructor(message: IncomingMessage, url: URL) {
    this.status = message.statusCode ?? 0;
    this.headers = message.headers;
    this.url = url.href;
    this.#message = message;
    this.#host = url.host;
  }

  get stream(): Readable {
    return this.#message;
  }

  /** The whole body, up to `limit` bytes (4 MiB). */
  async bytes(limit = DEFAULT_LIMIT): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of this.#message as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > limit) throw this.#unusable(`a body of more than ${limit} bytes`);
        chunks.push(chunk);
      }
    } catch (error) {
      throw networkFailure(error, this.#host);
    }
    return Buffer.concat(chunks);
  }

  async json(): Promise<unknown> {
    const text = (await this.bytes()).toString();
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw this.#unusable('something that is not JSON');
    }
  }

  /** Reads the body away, so that the connection can serve the next request. */
  async discard(): Promise<void> {
    await this.bytes(DISCARD_LIMIT).catch(() => this.#message.destroy());
  }

  #unusable(what: string): RegistryRequestError {
    return new RegistryRequestError(
      `"${this.#host}" answered ${what}. Check that it is a registry, and what lies between.`,
      { code: 'protocol', host: this.#host, status: this.status },
    );
  }
}
