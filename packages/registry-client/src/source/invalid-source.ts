import { InvalidInputError } from '@berth/core';

/** What every message about an image source says: which one, what is wrong, what to do. */
export function invalidSource(source: string, reason: string, nextStep: string): InvalidInputError {
  return new InvalidInputError(`Invalid image source "${source}": ${reason}. ${nextStep}.`, {
    field: 'source',
  });
}

/** What to do about an image that its builder did not write whole, or that was changed since. */
export const BUILD_AGAIN = 'Build or save the image again';
