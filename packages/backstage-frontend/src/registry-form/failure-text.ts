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
  if (error.status === 409 && error.usages.length > 0) return sharedText(error);
  const message = pageSentence(error.message);
  const problems = error.problems.map(problem => pageSentence(problem.message));
  const others = problems.filter(text => text !== message);
  return others.length === 0
    ? { title: 'This did not work', description: message }
    : { title: message, description: others.join(' ') };
}

/** What is wrong with the name of a new registry: only there it can be another. */
export function takenName(error: BerthRequestError, isNew: boolean): string | undefined {
  if (!isNew) return undefined;
  if (error.status === 412) return 'There is a registry of this name. Choose another.';
  // It is one that may not be read, or its credential, which is called as the registry is.
  const isTaken = error.status === 409 && /^The name ".*" is taken /.test(error.message);
  return isTaken ? 'This name is taken. Choose another.' : undefined;
}

/** The API says how its callers enter a secret, and go on nevertheless; the page has fields for it. */
export function pageSentence(message: string): string {
  return message
    .replace(
      /Give "(?:pull|push)Credential" as an object with its "\w+"\.$/,
      'Enter the login here instead of choosing a stored one.',
    )
    .replace(/, or change it with force=true\.$/, '.');
}

function staleText({ changed }: BerthRequestError): FailureText {
  const what = changed.length === 0 ? '' : `Changed: ${changed.join(', ')}. `;
  return {
    title: 'Somebody else has changed it meanwhile',
    description: `${what}Load it again, and repeat what you wanted.`,
    isStale: true,
  };
}

/** The message counts those that may not be seen as well, and names the first of the others. */
function cutOffText({ message, usages }: BerthRequestError): FailureText {
  const unnamed = usages.filter(user => !message.includes(user));
  const more = unnamed.length === 0 ? '' : ` Used by ${unnamed.join(', ')}.`;
  return { title: 'Apps would be cut off', description: `${pageSentence(message)}${more}` };
}

function sharedText({ usages }: BerthRequestError): FailureText {
  return {
    title: 'Other registries use the same login',
    description: `Used by ${usages.join(', ')}, which could not log in by it any more. Give them another login first.`,
  };
}
