import type { InvalidInputError } from '@berth/core';
import { BUILD_AGAIN, invalidSource } from './invalid-source.ts';

/** Why no single image of a layout or an archive is meant, and which names there are. */
export function noSuchImage(
  source: string,
  choice: {
    readonly name: string | undefined;
    /** The names inside, for the message. */
    readonly known: string;
    /** How many images are inside, and how many of them the name means. */
    readonly inside: number;
    readonly found: number;
  },
): InvalidInputError {
  const { name, known, inside, found } = choice;
  if (inside === 0) return invalidSource(source, 'there is no image inside', BUILD_AGAIN);
  if (name === undefined) {
    const nextStep = `Put ":" and one of these behind it: ${known}`;
    return invalidSource(source, `there are ${inside} images inside`, nextStep);
  }
  const who = found === 0 ? 'no image inside is' : 'several images inside are';
  return invalidSource(source, `${who} called "${name}"`, `Use one of these: ${known}`);
}
