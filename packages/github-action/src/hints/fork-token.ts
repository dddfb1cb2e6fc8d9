import { isForFork } from '../job-event.ts';

/** Whether this is the token that a pull request from a fork gets, which may only read. */
export function isForkToken(token: string): boolean {
  return token.startsWith('ghs_') && isForFork();
}

export const FORK_TOKEN =
  'In a pull request from a fork GITHUB_TOKEN may only read, whatever "permissions" says.';
