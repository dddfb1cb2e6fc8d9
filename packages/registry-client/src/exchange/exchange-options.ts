import type { Secret } from '@berth/core';
import type { SessionOptions } from '../connection.ts';
import type { ExchangeMemory } from './exchange-memory.ts';

/** A token in which the platform says who the caller is: GitHub's OIDC token in a workflow. */
export type IdentityTokenSource = (audience: string) => Promise<Secret>;

export interface ExchangeOptions {
  /** The registry that the login is for; it decides region, cloud and scope. */
  readonly server: string;
  /** Needed by the kinds without a secret. */
  readonly identityToken?: IdentityTokenSource;
  /** PEM; trusted for the token services too, which a company's proxy may answer for. */
  readonly caCertificate?: string;
  readonly session?: SessionOptions;
  /** Shared by the exchanges of one run, so that what they have in common is asked for once. */
  readonly memory?: ExchangeMemory;
  /** Told of every secret that a service answers, also of those on the way: for who hides them. */
  readonly onSecret?: (secret: Secret) => void;
  /** What AWS's log shows beside the role; `berth` unless given. 2 to 64 of `[A-Za-z0-9_=,.@-]`. */
  readonly roleSessionName?: string;
}
