import { InvalidInputError, providerFor, type ProviderId } from '@berth/core';
import { KEYLESS_NAMES, type KeylessName, type KeylessTexts } from './input-names.ts';

/** For which registries each of the inputs is. */
const SERVED: Readonly<Record<KeylessName, readonly ProviderId[]>> = {
  'role-to-assume': ['ecr', 'ecr-public'],
  'aws-region': ['ecr', 'ecr-public'],
  'workload-identity-provider': ['gar', 'gcr'],
  'service-account': ['gar', 'gcr'],
  'client-id': ['acr'],
  'tenant-id': ['acr'],
  'connection-id': ['docker-hub'],
};

/** The inputs that are for registries of this provider. */
export function servingKeyless(given: KeylessTexts, provider: ProviderId): KeylessTexts {
  return Object.fromEntries(
    KEYLESS_NAMES.filter(name => SERVED[name].includes(provider)).flatMap(name => {
      const text = given[name];
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** The input that a login to this provider begins with. */
export function leadingKeyless(provider: ProviderId): KeylessName | undefined {
  return KEYLESS_NAMES.find(name => SERVED[name].includes(provider));
}

/** Where the inputs come from, and which registries are named there. */
export interface KeylessPlace {
  /** `registry` or `registry-auth[0]`. */
  readonly field: string;
  readonly given: KeylessTexts;
  readonly providers: readonly string[];
}

/** What is wrong with inputs that would have no effect: most likely the registry is another one. */
export function unservedKeyless(place: KeylessPlace): readonly InvalidInputError[] {
  const { field, given, providers } = place;
  const unserved = KEYLESS_NAMES.filter(
    name => given[name] !== undefined && !SERVED[name].some(served => providers.includes(served)),
  );
  return unserved.map(name => {
    const wanted = providerFor(SERVED[name][0] ?? 'generic').title;
    const where =
      field === 'registry'
        ? `it serves none of the registries in registry. Name one of ${wanted} there, or put ${name} into its entry of registry-auth`
        : `it does not serve the registry of this entry. It is for ${wanted}`;
    return new InvalidInputError(`The input ${name} has no effect: ${where}.`, {
      field: field === 'registry' ? name : `${field}.${name}`,
    });
  });
}
