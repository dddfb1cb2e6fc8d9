import { info, warning } from '@actions/core';
import { InvalidInputError } from '@berth/core';
import type { Inputs } from '../inputs/inputs.ts';
import type { CompleteLogin, RegistryInput } from '../inputs/registry-input.ts';

/** A registry that can be logged in to. */
export interface RegistryWithLogin extends RegistryInput {
  readonly login: CompleteLogin;
}

export interface Split {
  readonly registries: readonly RegistryWithLogin[];
  /** Hosts without a password, which the user wants left out. */
  readonly skipped: readonly string[];
}

/** Tells the registries that can be logged in to from those whose password is missing. */
export async function withCredentials(inputs: Inputs): Promise<Split> {
  const registries = inputs.registries.flatMap(({ login, ...rest }) =>
    login ? [{ ...rest, login }] : [],
  );
  const skipped = inputs.registries.flatMap(({ host, login }) => (login ? [] : [host]));
  if (skipped.length > 0) await tellMissing(skipped, inputs.ifMissingCredentials);
  return { registries, skipped };
}

async function tellMissing(
  hosts: readonly string[],
  policy: Inputs['ifMissingCredentials'],
): Promise<void> {
  const { whyMissing } = await import('./missing-credentials.ts');
  const missing = `The password for ${hosts.join(', ')} is empty. ${whyMissing()}`;
  if (policy === 'fail') throw new InvalidInputError(missing, { field: 'password' });
  const message = `${missing} The login is left out, and with it what needs it.`;
  if (policy === 'warn') warning(message, { title: 'Berth: not logged in' });
  else info(message);
}
