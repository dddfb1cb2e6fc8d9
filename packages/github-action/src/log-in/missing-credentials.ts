import { InvalidInputError } from '@berth/core';
import { leadingKeyless, servingKeyless } from '../inputs/keyless-input.ts';
import { isForFork, isInFork } from '../job-event.ts';
import type { RegistryInput } from '../inputs/registry-input.ts';
import { wayIn } from './way-in.ts';

/** What is missing, why that may be so in this run, and what helps. */
export function missingCredentials(registries: {
  readonly withoutLogin: readonly RegistryInput[];
  readonly withoutIdentity: readonly RegistryInput[];
}): readonly InvalidInputError[] {
  const { withoutLogin } = registries;
  const errors = [...emptyInputs(withoutLogin), ...nothingGiven(withoutLogin)];
  if (registries.withoutIdentity.length === 0) return errors;
  const hosts = registries.withoutIdentity.map(({ host }) => host).join(', ');
  const identity = `There is no identity token for the login to ${hosts}.`;
  return [...errors, new InvalidInputError(`${identity} ${whyNoIdentity()}`)];
}

function emptyInputs(registries: readonly RegistryInput[]): readonly InvalidInputError[] {
  const named = hostsBy(
    registries.filter(registry => !wayIn(registry)),
    emptyInput,
  );
  return [...named].map(([input, hosts]) => {
    const what = input === 'password' ? 'The password' : `The input ${input}`;
    const message = `${what} for ${hosts.join(', ')} is empty. ${whyMissing()}`;
    return new InvalidInputError(message, { field: input });
  });
}

/** Nobody knows which of the ways was meant. */
function nothingGiven(registries: readonly RegistryInput[]): readonly InvalidInputError[] {
  return [...hostsBy(registries, wayIn)].map(([way, hosts]) => {
    const message = `Nothing is given to log in to ${hosts.join(', ')} with. ${way} ${whyMissing()}`;
    return new InvalidInputError(message, { field: 'password' });
  });
}

function hostsBy(
  registries: readonly RegistryInput[],
  textOf: (registry: RegistryInput) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, readonly string[]>();
  for (const registry of registries) {
    const text = textOf(registry);
    if (text !== undefined) hosts.set(text, [...(hosts.get(text) ?? []), registry.host]);
  }
  return hosts;
}

/** What goes with it tells which input was meant. */
function emptyInput({ keyless, provider }: RegistryInput): string {
  const given = Object.keys(servingKeyless(keyless, provider));
  return given.length === 0 ? 'password' : (leadingKeyless(provider) ?? 'password');
}

/** Why a secret or a variable may be empty in this run, and what helps, as two sentences. */
export function whyMissing(environment = process.env): string {
  if (environment['GITHUB_ACTOR'] === 'dependabot[bot]') {
    return 'GitHub gives the secrets of Actions to no run that Dependabot starts. Store it as a secret for Dependabot too, or set "if-missing-credentials: skip".';
  }
  if (isForFork(environment)) {
    return 'GitHub gives no secrets to a pull request from a fork. Set "if-missing-credentials: skip", or log in only where the pull request comes from this repository.';
  }
  if (isInFork(environment)) {
    return 'This repository is a fork, and a fork has none of the secrets of the original. Store the secret here too, or set "if-missing-credentials: skip".';
  }
  return 'A secret that does not exist is an empty text. Check its name, the environment of the job, and "secrets: inherit" where a workflow calls this one.';
}

function whyNoIdentity(environment = process.env): string {
  if (isForFork(environment)) {
    return 'GitHub gives none to a pull request from a fork. Set "if-missing-credentials: skip", or log in only where the pull request comes from this repository.';
  }
  return 'GitHub gives one to a job that may ask for it. Add "permissions: id-token: write" to the job, and where a workflow calls this one, to the job that calls.';
}
