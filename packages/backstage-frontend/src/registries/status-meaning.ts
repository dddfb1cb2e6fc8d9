import type { Status, StatusCode } from '@berth/backstage-plugin-berth-common';

export interface StatusMeaning {
  readonly code: StatusCode;
  readonly title: string;
  readonly tone: 'positive' | 'warning' | 'negative' | 'neutral';
  /** Said where the check gave no cause of its own. */
  readonly meaning: string;
  /** Said where the check gave no next step of its own; absent where nothing is to be done. */
  readonly nextStep?: string;
}

/** In the order in which people look for them: what needs somebody comes first. */
export const statusMeanings: readonly StatusMeaning[] = [
  {
    code: 'INVALID',
    title: 'Invalid',
    tone: 'negative',
    meaning: 'The registry refuses the login.',
    nextStep: 'Enter the user name and the secret again.',
  },
  {
    code: 'EXPIRED',
    title: 'Expired',
    tone: 'negative',
    meaning: 'The credential has ended.',
    nextStep: 'Make a new one at the vendor and enter it here.',
  },
  {
    code: 'INSUFFICIENT_SCOPE',
    title: 'Rights missing',
    tone: 'negative',
    meaning: 'The login works, and may not do what is needed.',
    nextStep: 'Give the account the right to pull, at the vendor.',
  },
  {
    code: 'TLS_ERROR',
    title: 'TLS error',
    tone: 'negative',
    meaning: "The registry's certificate is not trusted.",
    nextStep: "Add the certificate of the registry's own authority.",
  },
  {
    code: 'UNREACHABLE',
    title: 'Unreachable',
    tone: 'negative',
    meaning: 'The registry does not answer.',
    nextStep: 'Check the server, and the network in between.',
  },
  {
    code: 'EXPIRING',
    title: 'Expiring',
    tone: 'warning',
    meaning: 'The credential ends soon.',
    nextStep: 'Make a new one before it does.',
  },
  {
    code: 'RATE_LIMITED',
    title: 'Rate limited',
    tone: 'warning',
    meaning: 'The registry refuses more requests for now.',
    nextStep: 'Wait, or log in with an account that has a higher limit.',
  },
  { code: 'OK', title: 'OK', tone: 'positive', meaning: 'The login was proven.' },
  {
    code: 'PUBLIC',
    title: 'Public',
    tone: 'neutral',
    meaning: 'It needs no login, and has none.',
  },
  {
    code: 'UNKNOWN',
    title: 'Not proven',
    tone: 'neutral',
    meaning: 'The login was neither proven nor refused.',
  },
];

const NOT_CHECKED: StatusMeaning = {
  code: 'UNKNOWN',
  title: 'Not checked',
  tone: 'neutral',
  meaning: 'Nobody has checked it yet.',
  nextStep: 'Open it and press "Check now".',
};

/** How a registry is now: not to be proven is something else than not to be checked yet. */
export function currentMeaning({ code, checkedAt }: Status): StatusMeaning {
  return code === 'UNKNOWN' && checkedAt === undefined ? NOT_CHECKED : statusMeaning(code);
}

export function statusMeaning(code: StatusCode): StatusMeaning {
  const found = statusMeanings.find(one => one.code === code);
  if (found === undefined) throw new Error(`There is no meaning of the status "${code}".`);
  return found;
}
