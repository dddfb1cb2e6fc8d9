import type { StatusCode } from '@berth/backstage-plugin-berth-common';
import type { RegistryRequestError } from '@berth/registry-client';
import { expiringAt, type Expiry } from './expiry.ts';

/** What a check found out. */
export interface CheckFindings {
  readonly proven: readonly string[];
  /** What the registry makes of the login; absent where there is none, or it was not asked. */
  readonly identity?: 'proven' | 'open' | 'unclear';
  readonly failure?: { readonly error: RegistryRequestError; readonly step: string };
  /** Why this login cannot be proven from here. */
  readonly elsewhere?: string;
  /** Why the credential makes no login for this registry. */
  readonly unfit?: string;
  readonly expiry?: Expiry;
}

/** What a check says about a registry. */
export interface CheckVerdict {
  readonly code: StatusCode;
  readonly cause?: string;
  readonly nextStep?: string;
  readonly expiresAt?: string;
  /** From then on the login is about to end. */
  readonly expiringAt?: string;
  readonly proven: readonly string[];
}

/**
 * The status that findings amount to.
 *
 * @param now milliseconds since 1970
 */
export function checkVerdict(findings: CheckFindings, now: number): CheckVerdict {
  const { proven, expiry } = findings;
  const expiring = expiry && expiringAt(expiry);
  return {
    ...judged(findings, now),
    proven,
    ...(expiry && { expiresAt: expiry.at }),
    ...(expiring !== undefined && { expiringAt: expiring }),
  };
}

type Judgement = Pick<CheckVerdict, 'code' | 'cause' | 'nextStep'>;

function judged(findings: CheckFindings, now: number): Judgement {
  const { failure, unfit, elsewhere, identity, expiry } = findings;
  if (failure !== undefined) {
    return { code: failureCode(failure, expiry, now), ...causeAndNextStep(failure.error.message) };
  }
  if (unfit !== undefined) return { code: 'INVALID', ...causeAndNextStep(unfit) };
  if (elsewhere !== undefined) return { code: 'UNKNOWN', ...causeAndNextStep(elsewhere) };
  if (identity === undefined) return { code: 'PUBLIC' };
  if (identity === 'open') return { code: 'PUBLIC', ...OPEN };
  if (identity === 'unclear') return { code: 'UNKNOWN', ...UNCLEAR };
  return aged(expiry, now);
}

const OPEN = {
  cause: 'The registry answers everybody, so that the login was not tested.',
  nextStep: 'Leave the credential out, or check the address.',
};

const UNCLEAR = {
  cause: 'The registry lets strangers in as well, so that the login was not proven.',
  nextStep: 'Check it with a repository that strangers may not see.',
};

function aged(expiry: Expiry | undefined, now: number): Judgement {
  if (expiry === undefined) return { code: 'OK' };
  if (Date.parse(expiry.at) <= now) {
    return {
      code: 'EXPIRING',
      cause: `The login should have ended at ${expiry.at}, and the registry still accepts it.`,
      nextStep: 'Enter a new secret, or the right date.',
    };
  }
  return Date.parse(expiringAt(expiry)) <= now
    ? { code: 'EXPIRING', ...endsAt(expiry.at) }
    : { code: 'OK' };
}

export function endsAt(at: string): { readonly cause: string; readonly nextStep: string } {
  return { cause: `The login ends at ${at}.`, nextStep: 'Enter a new secret before that.' };
}

export function endedAt(at: string): { readonly cause: string; readonly nextStep: string } {
  return { cause: `The login ended at ${at}.`, nextStep: 'Enter a new secret.' };
}

function failureCode(
  { error, step }: NonNullable<CheckFindings['failure']>,
  expiry: Expiry | undefined,
  now: number,
): StatusCode {
  switch (error.code) {
    case 'unauthorized':
    case 'denied':
      return refusalCode(error, step, expiry !== undefined && Date.parse(expiry.at) <= now);
    case 'not-found':
      return step === 'endpoint' ? 'UNREACHABLE' : 'INSUFFICIENT_SCOPE';
    case 'rejected':
      return step === 'endpoint' ? 'UNREACHABLE' : 'INVALID';
    case 'rate-limited':
      return 'RATE_LIMITED';
    case 'tls':
    case 'plain-http':
      return 'TLS_ERROR';
    case 'server-error':
    case 'unreachable':
    case 'timeout':
    case 'proxy':
    case 'blocked':
    case 'protocol':
      return 'UNREACHABLE';
  }
}

/** Some registries say "denied" of a password that is wrong: at the login, that is what it means. */
function refusalCode(
  { code, registryCodes }: RegistryRequestError,
  step: string,
  isOver: boolean,
): StatusCode {
  // Before any login, it is this machine that may not ask.
  if (step === 'endpoint') return 'UNREACHABLE';
  if (isOver || registryCodes.includes('token_expired')) return 'EXPIRED';
  const lacksRight = step !== 'identity' || registryCodes.includes('insufficient_scope');
  return code === 'denied' && lacksRight ? 'INSUFFICIENT_SCOPE' : 'INVALID';
}

/** Messages of Berth say what happened, and then what to do. */
function causeAndNextStep(message: string): Pick<CheckVerdict, 'cause' | 'nextStep'> {
  const [, cause, nextStep] = /^(.+?\.) ([A-Z].*)$/s.exec(message) ?? [];
  return cause === undefined || nextStep === undefined ? { cause: message } : { cause, nextStep };
}
