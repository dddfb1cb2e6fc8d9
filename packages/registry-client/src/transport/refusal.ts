import type { RegistryLogin } from '@berth/core';
import { RegistryRequestError, type RegistryRequestErrorCode } from '../registry-request-error.ts';
import type { HttpResponse } from './http-response.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { errorCodes } from './error-codes.ts';
import { isInsufficient } from '../authentication/authenticator.ts';
import { rateLimitIn } from './rate-limit.ts';
import { tokenProblem } from './token-problem.ts';
import { isTransient } from './transient-status.ts';

/** Turns an answer that was not expected into an error; reads no more of it than the codes. */
export async function refusal(
  response: HttpResponse,
  options: {
    /** As the user knows it. */
    readonly host: string;
    /** The user's, which the request carried, or the token that was made from it. */
    readonly login: RegistryLogin | undefined;
    /** The `Authorization` that was refused. */
    readonly sent?: string | undefined;
    /** Overrides what the status says, where the codes or the place say more. */
    readonly codeFor?: (
      status: number,
      registryCodes: readonly string[],
    ) => RegistryRequestErrorCode | undefined;
  },
): Promise<RegistryRequestError> {
  const { status } = response;
  const registryCodes = [...new Set([...(await errorCodes(response)), ...scopeCode(response)])];
  const code = options.codeFor?.(status, registryCodes) ?? codeOf(status);
  const retryAfter = retryAfterSeconds(response.headers['retry-after'], Date.now());
  const facts = {
    detail: [status, ...registryCodes, ...limitText(response)].join(', '),
    loggedIn: options.login !== undefined,
    wait: waitText(retryAfter),
  };
  const cause = status === 401 ? tokenProblem(response, options) : undefined;
  return new RegistryRequestError(`"${options.host}" ${cause ?? MESSAGES[code](facts)}`, {
    code,
    host: options.host,
    status,
    registryCodes,
    transient: isTransient(status),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

function limitText({ headers }: HttpResponse): readonly string[] {
  const told = rateLimitIn(headers);
  return told ? [`${told.limit} in ${told.window}`] : [];
}

function scopeCode({ headers }: HttpResponse): readonly string[] {
  return isInsufficient(headers['www-authenticate']) ? ['insufficient_scope'] : [];
}

function codeOf(status: number): RegistryRequestErrorCode {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'denied';
    case 404:
      return 'not-found';
    case 407:
      return 'proxy';
    case 408:
      return 'timeout';
    case 429:
      return 'rate-limited';
    default:
      if (status >= 500) return 'server-error';
      return status >= 400 ? 'rejected' : 'protocol';
  }
}

interface Facts {
  /** The status and the codes: `403, DENIED`. */
  readonly detail: string;
  readonly loggedIn: boolean;
  readonly wait: string;
}

type Message = (facts: Facts) => string;

const MESSAGES: Readonly<Record<RegistryRequestErrorCode, Message>> = {
  unauthorized: ({ detail, loggedIn }) =>
    loggedIn
      ? `refused the user name or the password (${detail}). Check both; a token may have expired or been revoked.`
      : `wants a login (${detail}). Give a user name and a password for it.`,
  denied: ({ detail, loggedIn }) =>
    loggedIn
      ? `denies this to the login (${detail}). Check the password, and that its owner or token may do this.`
      : `denies this without a login (${detail}). Give a user name and a password for it.`,
  'not-found': ({ detail }) =>
    `has no such thing (${detail}). Check the name; some registries want a repository created first, and hide what a login may not see.`,
  rejected: ({ detail }) =>
    `rejected the request (${detail}). Check that the registry supports this.`,
  'rate-limited': ({ detail, loggedIn, wait }) =>
    loggedIn
      ? `has had too many requests from this login (${detail}). ${wait}, or log in with an account that may make more.`
      : `has had too many requests without a login from this machine's address (${detail}). ${wait}, or log in: accounts may make more.`,
  'server-error': ({ detail, wait }) =>
    `failed by itself (${detail}). ${wait}; see its status page.`,
  timeout: ({ detail }) => `gave up waiting (${detail}). Try again later.`,
  proxy: ({ detail }) =>
    `is behind a proxy that wants a login (${detail}). Put user name and password into HTTPS_PROXY or HTTP_PROXY.`,
  unreachable: ({ detail }) => `cannot be reached (${detail}). Check the network.`,
  blocked: ({ detail }) => `may not be asked (${detail}). Check the host.`,
  tls: ({ detail }) => `failed in TLS (${detail}). Check its certificate.`,
  'plain-http': ({ detail }) => `speaks plain HTTP (${detail}). Use https.`,
  protocol: ({ detail }) =>
    `answered what no registry should (${detail}). Check the host and the port.`,
};

function waitText(retryAfter: number | undefined): string {
  if (retryAfter === undefined) return 'Try again later';
  const when = new Date(Date.now() + retryAfter * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  return `Try again after ${when}`;
}
