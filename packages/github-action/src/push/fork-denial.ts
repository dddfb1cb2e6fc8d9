import { info, warning } from '@actions/core';
import { RegistryRequestError } from '@berth/registry-client';
import { FORK_TOKEN, isForkToken } from '../hints/fork-token.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { isForFork } from '../job-event.ts';
import type { PushTarget } from './push-target.ts';

/**
 * Leaves out a push that was denied to the token of a pull request from a fork, where the user wants
 * that for missing credentials.
 *
 * @throws the error where the push failed for any other reason
 */
export function leaveOutOfFork(
  error: unknown,
  { host, provider, login }: PushTarget,
  policy: Inputs['ifMissingCredentials'],
): void {
  const isDenied =
    error instanceof RegistryRequestError && ['denied', 'unauthorized'].includes(error.code);
  // Somebody who logged in in a step before had no other token.
  const isForks = login ? isForkToken(login.password.reveal()) : isForFork();
  if (policy === 'fail' || provider !== 'ghcr' || !isDenied || !isForks) throw error;
  const message = `The push to ${host} is left out. ${FORK_TOKEN}`;
  if (policy === 'warn') warning(message, { title: 'Berth: not pushed' });
  else info(message);
}
