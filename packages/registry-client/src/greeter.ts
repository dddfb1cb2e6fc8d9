import type { Authenticator } from './authentication/authenticator.ts';
import type { SessionOptions } from './connection.ts';
import { foreignAnswer } from './foreign-answer.ts';
import { RegistryRequestError } from './registry-request-error.ts';
import type { RegistryAddress } from './registry-origin.ts';
import type { HttpTransport } from './transport/http-transport.ts';
import { sendFollowing } from './transport/redirect.ts';
import { isTransient } from './transport/transient-status.ts';

/** What a registry answers to a stranger's `GET /v2/`. */
export interface Greeting {
  /** Where its API is. */
  readonly origin: URL;
  readonly status: number;
  /** What the answer brought that no registry sends. */
  readonly foreign: string | undefined;
}

/** Says hello to a registry once: finds its scheme, and how it wants to be logged in to. */
export class Greeter {
  readonly #address: RegistryAddress;
  readonly #transport: HttpTransport;
  readonly #authenticator: Authenticator;
  readonly #onNotice: SessionOptions['onNotice'];
  #greeting: Promise<Greeting> | undefined;

  constructor(
    address: RegistryAddress,
    transport: HttpTransport,
    authenticator: Authenticator,
    { onNotice }: SessionOptions,
  ) {
    this.#address = address;
    this.#transport = transport;
    this.#authenticator = authenticator;
    this.#onNotice = onNotice;
  }

  /** Where the API is; asks only where the address leaves a choice. */
  async origin(): Promise<URL> {
    const { origins } = this.#address;
    return origins.length === 1 ? new URL(origins[0]) : (await this.greet()).origin;
  }

  /** Everybody who asks shares one request, until it fails. */
  greet(): Promise<Greeting> {
    this.#greeting ??= this.#greetAnywhere().catch((error: unknown) => {
      this.#greeting = undefined;
      throw error;
    });
    return this.#greeting;
  }

  async #greetAnywhere(): Promise<Greeting> {
    const [first, second] = this.#address.origins;
    try {
      return await this.#greetAt(new URL(first));
    } catch (error) {
      if (second === undefined || !speaksNoTls(error, this.#address.host)) throw error;
    }
    const greeting = await this.#greetAt(new URL(second));
    this.#onNotice?.(`"${this.#address.host}" speaks no TLS; using plain HTTP.`);
    return greeting;
  }

  async #greetAt(origin: URL): Promise<Greeting> {
    const url = new URL('/v2/', origin);
    const response = await sendFollowing(this.#transport, { method: 'GET', url, headers: {} });
    const { status, headers } = response;
    if (isTransient(status)) {
      const { refusal } = await import('./transport/refusal.ts');
      throw await refusal(response, { host: this.#address.host, login: undefined });
    }
    const foreign = await foreignAnswer(response);
    const own = new URL(response.url).origin === origin.origin;
    if (status === 401 && own) {
      await this.#authenticator.learn(headers['www-authenticate'], origin);
    }
    return { origin, status, foreign };
  }
}

/** Only what plainly is no TLS: a certificate that fails is no reason to do without one. */
function speaksNoTls(error: unknown, host: string): boolean {
  if (!(error instanceof RegistryRequestError)) return false;
  if (error.code === 'plain-http') return true;
  const hasPort = /:\d+$/.test(host);
  return error.networkCode === 'ECONNREFUSED' && !hasPort;
}
