import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { RegistryRequestError } from '../registry-request-error.ts';
import { explained } from './network-code.ts';
import { noProgress, stopAfter } from './no-progress.ts';

const DEFAULT_LIMIT = 4 * 1024 * 1024;
const DISCARD_LIMIT = 64 * 1024;

/** An answer whose body has not been read yet. */
export class HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly url: string;
  readonly #message: IncomingMessage;
  readonly #host: string;
  readonly #timeout: number;

  /** @param timeout milliseconds that a whole body may take; a stream may take longer */
  constructor(message: IncomingMessage, url: URL, timeout: number) {
    this.status = message.statusCode ?? 0;
    this.headers = message.headers;
    this.url = url.href;
    this.#message = message;
    this.#host = url.host;
    this.#timeout = timeout;
  }

  get stream(): Readable {
    return this.#message;
  }

  /** The whole body, up to `limit` bytes (4 MiB). */
  async bytes(limit = DEFAULT_LIMIT): Promise<Buffer> {
    const body = await readBody(this.#message, limit, this.#timeout).catch(
      async (error: unknown) => {
        throw await explained(error, this.#host);
      },
    );
    if (body === undefined) throw this.#unusable(`a body of more than ${limit} bytes`);
    return body;
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

/**
 * Reads to the end; `undefined` when it is further away than `limit` bytes. By events, since the
 * iterator of a stream costs a millisecond of the start of a program that lives for thirty.
 */
function readBody(
  message: IncomingMessage,
  limit: number,
  timeout: number,
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (message.destroyed || message.readableEnded) return resolve(Buffer.alloc(0));
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limit) return;
      resolve(undefined);
      message.destroy();
    });
    message.once('end', () => resolve(Buffer.concat(chunks)));
    message.once('error', reject);
    // Else a byte now and then would hold the program for hours.
    stopAfter(timeout, message, () => message.destroy(noProgress()));
  });
}
