import { RegistryRequestError } from '../registry-request-error.ts';
import { retryAfterSeconds } from '../transport/retry-after.ts';
import { isTransient } from '../transport/transient-status.ts';
import type { TokenServiceAnswer, TokenServiceRefusal } from './token-service.ts';

/** An answer that is none, as an error in three parts. */
export function tokenServiceFailure(
  { host, status, headers }: TokenServiceAnswer,
  explained: TokenServiceRefusal | undefined,
): RegistryRequestError {
  const { code, what, nextStep, name, transient } = explained ?? byStatus(status);
  const retryAfter = retryAfterSeconds(headers['retry-after'], Date.now());
  const detail = name === undefined ? `${status}` : `${status}, ${name}`;
  return new RegistryRequestError(`"${host}" ${what} (${detail}). ${nextStep}.`, {
    code,
    host,
    status,
    transient: transient ?? isTransient(status),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

function byStatus(status: number): TokenServiceRefusal {
  const nextStep = 'Try again later';
  if (status === 429) return { code: 'rate-limited', what: 'has had too many requests', nextStep };
  if (status === 408) return { code: 'timeout', what: 'gave up waiting', nextStep };
  if (status >= 500) {
    return {
      code: 'server-error',
      what: 'failed by itself',
      nextStep: `${nextStep}; see its status page`,
    };
  }
  if (status < 400) {
    const what = 'answered what no token service should';
    return { code: 'protocol', what, nextStep: WHO_ANSWERS };
  }
  return {
    code: status === 401 ? 'unauthorized' : status === 403 ? 'denied' : 'rejected',
    what: 'refused the request without a reason that is known',
    nextStep: "Check the credential, and what the cloud's own log says",
  };
}

export const WHO_ANSWERS = 'Check what answers in its name: a proxy, or a DNS entry of the company';
