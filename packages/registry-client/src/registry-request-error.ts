/**
 * Why a request failed.
 *
 * `unauthorized`: the login is wrong, or missing. `denied`: it is known and may not do this.
 * `rejected`: any other 4xx. `protocol`: the answer is none of a registry. `blocked`: the session's
 * network policy forbids to ask there.
 */
export type RegistryRequestErrorCode =
  | 'unauthorized'
  | 'denied'
  | 'not-found'
  | 'rejected'
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'plain-http'
  | 'proxy'
  | 'blocked'
  | 'protocol';

export interface RegistryRequestFailure {
  readonly code: RegistryRequestErrorCode;
  /** The host that failed; a token server's where that is another. */
  readonly host: string;
  readonly status?: number;
  /** The codes of the registry's answer that the distribution spec names, such as `NAME_UNKNOWN`. */
  readonly registryCodes?: readonly string[];
  /** Whether the same request may well succeed in a moment. */
  readonly transient?: boolean;
  /** Seconds that the server asks to wait. */
  readonly retryAfter?: number;
  /** Node's code of a broken connection, such as `ECONNREFUSED`. */
  readonly networkCode?: string;
  /** Only another error of Berth's: Node's hold what a server sent. */
  readonly cause?: Error;
}

/**
 * A registry, or what lies before it, said no. The message names the host, what happened and the
 * next step. It never holds a secret or text of the server.
 */
export class RegistryRequestError extends Error {
  override readonly name = 'RegistryRequestError';
  readonly code: RegistryRequestErrorCode;
  readonly host: string;
  readonly status?: number;
  readonly registryCodes: readonly string[];
  readonly transient: boolean;
  readonly retryAfter?: number;
  readonly networkCode?: string;

  constructor(message: string, failure: RegistryRequestFailure) {
    super(message, failure.cause && { cause: failure.cause });
    this.code = failure.code;
    this.host = failure.host;
    this.registryCodes = failure.registryCodes ?? [];
    this.transient = failure.transient ?? false;
    if (failure.status !== undefined) this.status = failure.status;
    if (failure.retryAfter !== undefined) this.retryAfter = failure.retryAfter;
    if (failure.networkCode !== undefined) this.networkCode = failure.networkCode;
  }
}
