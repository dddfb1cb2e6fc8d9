import type { StatusCode } from '@berth/backstage-plugin-berth-common';
import type { CheckVerdict } from './check-verdict.ts';

/** The worst first. */
const ORDER: readonly StatusCode[] = [
  ...(['INVALID', 'EXPIRED', 'INSUFFICIENT_SCOPE', 'TLS_ERROR', 'UNREACHABLE'] as const),
  ...(['RATE_LIMITED', 'EXPIRING', 'UNKNOWN', 'PUBLIC', 'OK'] as const),
];

/** One status of a registry with two logins: the worse one's, and the end that comes first. */
export function worstVerdict(pull: CheckVerdict, push: CheckVerdict): CheckVerdict {
  const isPush = ORDER.indexOf(push.code) < ORDER.indexOf(pull.code);
  const { code, cause, nextStep } = isPush ? push : pull;
  const ends = [pull, push].filter(({ expiresAt }) => expiresAt !== undefined);
  const [first] = ends.sort((a, b) => ((a.expiresAt ?? '') < (b.expiresAt ?? '') ? -1 : 1));
  return {
    code,
    ...(cause !== undefined && { cause: isPush ? `Of the login to push: ${cause}` : cause }),
    ...(nextStep !== undefined && { nextStep }),
    ...(first?.expiresAt !== undefined && { expiresAt: first.expiresAt }),
    ...(first?.expiringAt !== undefined && { expiringAt: first.expiringAt }),
    proven: [...new Set([...pull.proven, ...push.proven])],
  };
}
