import { InvalidInputError } from '../invalid-input-error.ts';
import { valueNamed } from '../known-name.ts';
import type { ProviderId } from '../provider/provider.ts';
import { quoted } from '../quoted.ts';
import { ecrGuide, ecrPublicGuide } from './setup-aws.ts';
import { acrGuide } from './setup-azure.ts';
import { garGuide, gcrGuide } from './setup-google.ts';
import { icrGuide } from './setup-ibm.ts';
import type { Guide, SetupParameter, SetupStep } from './setup-step.ts';
import * as token from './setup-token.ts';
import { closestWord } from '../spelling.ts';

/**
 * The steps that make a credential at the vendor, with commands for `sh` that can be pasted and
 * run. Which parameters there are, `setupParameters` tells; an empty one is an absent one.
 *
 * @throws InvalidInputError with the name of the parameter that is unknown, missing or not of the
 * right form; or for an unknown provider.
 */
export function setupGuide(
  provider: ProviderId,
  parameters: Readonly<Record<string, string>> = {},
): readonly SetupStep[] {
  const { parameters: known, steps } = guideOf(provider);
  // A map, so that `__proto__` is a name like any other.
  const given = new Map(Object.entries(parameters).filter(([, text]) => text !== ''));
  const unknown = [...given.keys()].find(name => !Object.hasOwn(known, name));
  if (unknown !== undefined) throw unknownParameter(unknown, Object.keys(known));
  const values = new Map(
    Object.entries(known).map(([name, parameter]) => [name, valueOf(name, parameter, given)]),
  );
  return steps(name => values.get(name) ?? '');
}

/** What `setupGuide` asks for, by name. */
export function setupParameters(provider: ProviderId): Readonly<Record<string, SetupParameter>> {
  return guideOf(provider).parameters;
}

function guideOf(provider: ProviderId): Guide {
  return valueNamed(GUIDES, provider, { what: 'provider', field: 'provider' });
}

const GUIDES: Readonly<Record<ProviderId, Guide>> = {
  'docker-hub': token.dockerHubGuide,
  ghcr: token.ghcrGuide,
  gitlab: token.gitlabGuide,
  quay: token.quayGuide,
  harbor: token.harborGuide,
  ecr: ecrGuide,
  'ecr-public': ecrPublicGuide,
  gar: garGuide,
  gcr: gcrGuide,
  acr: acrGuide,
  icr: icrGuide,
  artifactory: token.artifactoryGuide,
  generic: token.genericGuide,
};

function valueOf(
  name: string,
  { format, fallback }: SetupParameter,
  given: ReadonlyMap<string, string>,
): string {
  const text = given.get(name);
  if (text === undefined && fallback !== undefined) return fallback;
  if (text === undefined) {
    throw new InvalidInputError(`The setup guide needs "${name}". ${format.rule}.`, {
      field: name,
    });
  }
  if (format.pattern.test(text)) return text;
  throw new InvalidInputError(
    `Invalid "${name}" ${quoted(text)}: it does not have the right form. ${format.rule}.`,
    { field: name },
  );
}

function unknownParameter(name: string, known: readonly string[]): InvalidInputError {
  const meant = closestWord(name, known);
  return new InvalidInputError(
    `The setup guide does not know ${quoted(name)}. ` +
      (meant === undefined ? `Use only ${known.join(', ')}.` : `Did you mean "${meant}"?`),
    { field: name },
  );
}
