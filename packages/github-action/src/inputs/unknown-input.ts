import { InvalidInputError } from '@berth/core';
import { INPUT_DEFAULTS } from './input-defaults.ts';
import { INPUT_NAMES, type InputName } from './input-names.ts';
import { isAskedFor } from './asked-input.ts';
import { isMisspelt, meantName } from './meant-name.ts';

/** Why an input of this name cannot be passed over; nothing where it is not meant for this action. */
export function unknownInput(
  name: string,
  textOf: (input: InputName) => string,
): InvalidInputError | undefined {
  const meant = meantName(name, INPUT_NAMES);
  if (meant === undefined) return undefined;
  const given = INPUT_NAMES.filter(one => !['', INPUT_DEFAULTS[one]].includes(textOf(one)));
  const isTag = /^tags?$/.test(name);
  // Beside the right one another name changes nothing, unless it is the tag to push.
  if (given.includes(meant) && !(isTag && hasUntagged(textOf('images')))) return undefined;
  // `with: tag` is told from a variable INPUT_TAG of the job by nothing but a dash, which variables
  // do not have.
  const isOurs = name.includes('-') || isMisspelt(name, meant);
  if (!isOurs && !isAskedFor(meant, given, textOf)) return undefined;
  return new InvalidInputError(
    `Unknown input "${name}": this action has none of that name. ${nextStepFor(name, meant)}`,
    { field: name },
  );
}

function nextStepFor(name: string, meant: InputName): string {
  if (/^tags?$/.test(name)) {
    return 'Write each reference with its tag into "images", such as ghcr.io/acme/api:1.2.';
  }
  if (/^registry[-_]?type$/.test(name)) {
    return 'Name the registry itself, such as "registry: public.ecr.aws" for the public one of AWS.';
  }
  return `Did you mean "${meant}"?`;
}

function hasUntagged(images: string): boolean {
  return images.split('\n').some(line => line.trim() !== '' && !/[:@][^/]*$/.test(line.trim()));
}
