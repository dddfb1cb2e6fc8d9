import { info, warning } from '@actions/core';
import type { Credential } from '@berth/core';
import type { Inputs } from '../inputs/inputs.ts';
import type { CompleteLogin, RegistryInput } from '../inputs/registry-input.ts';

/** A registry that can be logged in to: the inputs are a login, or are traded for one. */
export type UsableRegistry = RegistryWithLogin | RegistryWithCredential;

export interface RegistryWithLogin extends RegistryInput {
  readonly login: CompleteLogin;
  /** Which kind of login it is, where its user name does not tell. */
  readonly method?: string;
}

interface RegistryWithCredential extends RegistryInput {
  readonly login: undefined;
  readonly credential: Credential;
}

export interface Split {
  readonly registries: readonly UsableRegistry[];
  /** Hosts without a password or an identity, which the user wants left out. */
  readonly skipped: readonly string[];
}

/** Tells the registries that can be logged in to from those for which something is missing. */
export async function withCredentials(inputs: Inputs): Promise<Split> {
  const { registries } = inputs;
  const withoutLogin = registries.filter(one => !one.login && !one.credential);
  const withoutIdentity = hasIdentity() ? [] : registries.filter(needsIdentity);
  const skipped = [...withoutLogin, ...withoutIdentity].map(({ host }) => host);
  if (skipped.length > 0) await tellMissing({ withoutLogin, withoutIdentity }, inputs);
  return {
    registries: registries.filter(isUsable).filter(({ host }) => !skipped.includes(host)),
    skipped,
  };
}

function isUsable(registry: RegistryInput): registry is UsableRegistry {
  return registry.login !== undefined || registry.credential !== undefined;
}

/** Whether GitHub lets this job ask who it is. */
function hasIdentity(): boolean {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = process.env;
  return Boolean(url && token);
}

/** Keys of AWS are the only credential that is traded for a login without saying who asks. */
function needsIdentity({ credential }: RegistryInput): boolean {
  return credential !== undefined && credential.kind !== 'aws-keys';
}

async function tellMissing(
  registries: Readonly<Record<'withoutLogin' | 'withoutIdentity', readonly RegistryInput[]>>,
  { ifMissingCredentials }: Pick<Inputs, 'ifMissingCredentials'>,
): Promise<void> {
  const { missingCredentials } = await import('./missing-credentials.ts');
  const missing = missingCredentials(registries);
  if (ifMissingCredentials === 'fail') throw new AggregateError(missing);
  for (const { message } of missing) {
    const text = `${message} The login is left out, and with it what needs it.`;
    if (ifMissingCredentials === 'warn') warning(text, { title: 'Berth: not logged in' });
    else info(text);
  }
}
