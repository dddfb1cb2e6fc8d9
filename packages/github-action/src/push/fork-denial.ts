import { info, warning } from '@actions/core';
import { RegistryRequestError } from '@berth/registry-client';
import { FORK_TOKEN, isForkToken } from '../hints/fork-token.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { loginOfProgram, type PushTarget } from './push-target.ts';

/**
 * Leaves out a push that was denied to the token of a pull request from a fork, where the user wants
 * that for missing credentials.
 *
 * @throws the error where the push failed for any other reason
 */
export async function leaveOutOfFork(
  error: unknown,
  target: PushTarget,
  policy: Inputs['ifMissingCredentials'],
): Promise<void> {
  const { host, provider } = target;
  const isDenied =
    error instanceof RegistryRequestError && ['denied', 'unauthorized'].includes(error.code);
  if (policy === 'fail' || provider !== 'ghcr' || !isDenied) throw error;
  // It may be that of a step before, or the machine's own, which has other rights.
  const login = await loginOfProgram(target);
  if (login === undefined || !isForkToken(login.password.reveal())) throw error;
  const message = `The push to ${host} is left out. ${FORK_TOKEN}`;
  if (policy === 'warn') warning(message, { title: 'Berth: not pushed' });
  else info(message);
}
