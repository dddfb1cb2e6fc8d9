import { InvalidInputError } from '@berth/core';
import { INPUT_DEFAULTS } from './input-defaults.ts';
import { INPUT_NAMES, type InputName } from './input-names.ts';
import { meantName } from './meant-name.ts';

/** Why an input of this name cannot be passed over; nothing where it is not meant for this action. */
export function unknownInput(
  name: string,
  textOf: (input: InputName) => string,
): InvalidInputError | undefined {
  const meant = meantName(name, INPUT_NAMES);
  if (meant === undefined) return undefined;
  const isTag = /^tags?$/.test(name);
  const isGiven = textOf(meant) !== (INPUT_DEFAULTS[meant] ?? '');
  // Beside the right one another name changes nothing, unless it is the tag to push.
  if (isGiven && !(isTag && hasUntagged(textOf('images')))) return undefined;
  const nextStep = isTag
    ? 'Write each reference with its tag into "images", such as ghcr.io/acme/api:1.2.'
    : `Did you mean "${meant}"?`;
  return new InvalidInputError(
    `Unknown input "${name}": this action has none of that name. ${nextStep}`,
    { field: name },
  );
}

function hasUntagged(images: string): boolean {
  return images.split('\n').some(line => line.trim() !== '' && !/[:@][^/]*$/.test(line.trim()));
}
