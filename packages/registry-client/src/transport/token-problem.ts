import type { RegistryLogin } from '@berth/core';
import { readTokenClaims } from '../authentication/token-claims.ts';
import type { HttpResponse } from './http-response.ts';

/**
 * What a token's own dates say about a 401: that it has ended, or that it is not valid yet by the
 * clock of the one who refused it. Without the host before it; `undefined` where they say nothing.
 */
export function tokenProblem(
  { headers }: Pick<HttpResponse, 'headers'>,
  {
    login,
    sent,
  }: { readonly login: RegistryLogin | undefined; readonly sent?: string | undefined },
): string | undefined {
  const stated = Date.parse(headers.date ?? '');
  const now = Number.isNaN(stated) ? Date.now() : stated;
  return issuedToken(sent, now) ?? endedPassword(login, now);
}

/** The token that was traded for the login a moment ago: only clocks that differ make it bad. */
function issuedToken(sent: string | undefined, now: number): string | undefined {
  const token = /^Bearer (.+)$/.exec(sent ?? '')?.[1];
  const { notBefore, expires } = readTokenClaims(token ?? '') ?? {};
  if (notBefore !== undefined && notBefore * 1000 > now) {
    return wrongClock(`it is valid from ${isoTime(notBefore * 1000)}`, now);
  }
  if (expires === undefined || expires * 1000 > now) return undefined;
  return wrongClock(`it ended at ${isoTime(expires * 1000)}`, now);
}

function wrongClock(validity: string, now: number): string {
  return `refused a token that its token server had issued just now: ${validity}, and the registry's clock says ${isoTime(now)}. Set the clocks of both right.`;
}

/** Azure's passwords are tokens, and others' too. */
function endedPassword(login: RegistryLogin | undefined, now: number): string | undefined {
  const { expires } = readTokenClaims(login?.password.reveal() ?? '') ?? {};
  if (expires === undefined || expires * 1000 > now) return undefined;
  return `refused the password: it is a token that ended at ${isoTime(expires * 1000)}. Get a new one in this job.`;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
