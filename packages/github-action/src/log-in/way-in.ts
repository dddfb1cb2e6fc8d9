import { findProvider, type ProviderId } from '@berth/core';
import { leadingKeyless, servingKeyless } from '../inputs/keyless-input.ts';
import type { RegistryInput } from '../inputs/registry-input.ts';

/** How to log in to a cloud's registry for which nothing at all is given, as a sentence. */
export function wayIn({ host, provider, keyless, username }: RegistryInput): string | undefined {
  // Another host that calls itself one of theirs takes passwords alone.
  if (findProvider(host) !== provider) return undefined;
  const isBare = username === '' && Object.keys(servingKeyless(keyless, provider)).length === 0;
  const otherwise = isBare ? OTHERWISE[provider] : undefined;
  return otherwise && `Set "${leadingKeyless(provider)}", or give ${otherwise}.`;
}

const AWS =
  'the keys of AWS as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or as "username" and "password"';

const GOOGLE = 'the key of a service account as "password"';

const OTHERWISE: Readonly<Partial<Record<ProviderId, string>>> = {
  ecr: AWS,
  'ecr-public': AWS,
  gar: GOOGLE,
  gcr: GOOGLE,
  acr: 'the ID and the secret of a service principal as "username" and "password"',
};
