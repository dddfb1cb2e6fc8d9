import type { ErrorCode, ErrorProblem } from '@berth/backstage-plugin-berth-common';
import { BerthRequestError } from '../api/berth-request-error.ts';

/** What the page says of what was refused; what the API tells its own callers is no help here. */
export interface FailureText {
  readonly title: string;
  readonly description: string;
  /** It is to be read again: somebody else has changed it. */
  readonly isStale?: boolean;
}

export function failureText(error: Error, isNew: boolean): FailureText {
  if (!(error instanceof BerthRequestError)) {
    return { title: 'This did not work', description: error.message };
  }
  const taken = takenName(error, isNew);
  if (taken !== undefined) return { title: 'It is not saved', description: taken };
  if (error.status === 412) return staleText(error);
  if (error.status === 409 && error.isHeldByApps) return cutOffText(error);
  if (error.status === 409 && error.totalUsages > 0) return sharedText(error);
  const message = problemText(error);
  const others = error.problems.map(problemText).filter(text => text !== message);
  return others.length === 0
    ? { title: 'This did not work', description: message }
    : { title: message, description: others.join(' ') };
}

/** What is wrong with the name of a new registry: only there it can be another. */
export function takenName({ status, code }: BerthRequestError, isNew: boolean): string | undefined {
  if (!isNew) return undefined;
  if (status === 412) return 'There is a registry of this name. Choose another.';
  // It is one that may not be read, or its credential, which is called as the registry is.
  return code === 'NAME_TAKEN' ? 'This name is taken. Choose another.' : undefined;
}

/** The API says how its callers enter a secret; the page has fields for it. */
export function problemText({ code, message }: Pick<ErrorProblem, 'code' | 'message'>): string {
  return code === 'SECRET_NEEDED' ? SECRET_NEEDED : message;
}

const SECRET_NEEDED =
  'The stored secret was not entered for this server and connection, and goes nowhere else. Enter the login here instead of choosing a stored one.';

function staleText({ changed }: BerthRequestError): FailureText {
  const what = changed.length === 0 ? '' : `Changed: ${changed.join(', ')}. `;
  return {
    title: 'Somebody else has changed it meanwhile',
    description: `${what}Load it again, and repeat what you wanted.`,
    isStale: true,
  };
}

function cutOffText(error: BerthRequestError): FailureText {
  const title = 'Apps would be cut off';
  const { code, isDefault, totalUsages } = error;
  if (code === 'DEFAULT_HAS_SCOPE') return { title, description: DEFAULT_WITH_SCOPE };
  const why = code === undefined ? undefined : CUT_OFF[code];
  const isChosen = totalUsages > 0 || !isDefault;
  const sentences = [
    ...(isChosen ? [usedBy(error)] : []),
    ...(isDefault ? ['It is the default: apps that have chosen nothing use it.'] : []),
    ...(why === undefined ? [] : [why]),
    ...(isChosen ? ['Have them choose another one first.'] : []),
    ...(isDefault ? ['Make another registry the default first.'] : []),
  ];
  return { title, description: sentences.join(' ') };
}

/** What it means that a default has a scope. */
export const DEFAULT_WITH_SCOPE =
  'Apps that have chosen nothing use the default, and those outside of its scope get an error. Empty its scope first.';

const CUT_OFF: Readonly<Partial<Record<ErrorCode, string>>> = {
  CUT_OFF_BY_DISABLING: 'Nobody can use it when it is disabled.',
  CUT_OFF_BY_SERVER: 'Their images are at the server that it has now.',
  CUT_OFF_BY_SCOPE: 'Its scope would be smaller.',
};

function sharedText(error: BerthRequestError): FailureText {
  return {
    title: 'Other registries use the same login',
    description: `${usedBy(error)} They could not log in by it any more: give them another login first.`,
  };
}

/** The first of them; those that may not be seen are counted only. */
function usedBy({ usages, totalUsages }: BerthRequestError): string {
  if (usages.length === 0) return `Used by ${totalUsages} that you may not see.`;
  const named = usages.slice(0, MAX_NAMED);
  const more = totalUsages - named.length;
  return `Used by ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

const MAX_NAMED = 10;
