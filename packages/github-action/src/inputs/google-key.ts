import { parseGoogleKey, Secret } from '@berth/core';

/** The JSON key in a pasted text, on one line; the text itself where it is none. */
export function googleKey(pasted: string): Secret {
  return parseGoogleKey(pasted)?.key ?? new Secret(pasted);
}
