import { InvalidInputError } from '@berth/core';

/** An error about a kubeconfig: which one, what is wrong, what to do. */
export function invalidKubeconfig(what: string, reason: string, nextStep: string): Error {
  return new InvalidInputError(`Invalid ${what}: ${reason}. ${nextStep}.`, { field: 'kubeconfig' });
}
