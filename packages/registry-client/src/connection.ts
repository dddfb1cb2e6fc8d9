import type { NetworkPolicy } from './network/network-policy.ts';

/** How to reach a registry. */
export interface Connection {
  /** `ghcr.io`, `localhost:5000`, `[::1]:5000`, `https://registry.example.com`; a path is ignored. */
  readonly server: string;
  /** PEM; trusted besides the authorities that Node and the system trust. */
  readonly caCertificate?: string;
  /** Accepts any certificate, and plain HTTP where the server speaks no TLS. */
  readonly insecure?: boolean;
}

export interface SessionOptions {
  /** Tries after the first, for what may pass by itself; 3. */
  readonly retries?: number;
  /**
   * Seconds that a request may go without progress, from connecting to the last byte; 60. The head
   * of an answer, and a body that is not streamed, have as long in all.
   */
  readonly timeout?: number;
  /** Where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read, in either case; `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** A line for the log, without secrets: a retry and why, a step down to plain HTTP. */
  readonly onNotice?: (notice: string) => void;
  readonly signal?: AbortSignal;
  /** Where requests may go; anywhere without one. */
  readonly network?: NetworkPolicy;
}

export const DEFAULT_RETRIES = 3;
export const DEFAULT_TIMEOUT = 60;
