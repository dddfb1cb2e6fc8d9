import {
  DASH,
  DOT,
  isAlphanumeric,
  isLowercaseHex,
  isLowercaseOrDigit,
  SLASH,
  UNDERSCORE,
} from './ascii.ts';

/**
 * Finds the end of the path that starts at `start`, or -1 where none starts or it breaks off after
 * a separator. Components of lowercase letters and digits are joined by one `.`, one or two `_` or
 * any number of `-`, and divided by `/`.
 */
export function endOfPath(input: string, start: number): number {
  const { length } = input;
  let index = start;
  for (;;) {
    const first = index;
    while (index < length && isLowercaseOrDigit(input.charCodeAt(index))) index++;
    if (index === first) return -1;
    if (index === length) return index;

    const code = input.charCodeAt(index);
    if (code === SLASH || code === DOT) index++;
    else if (code === UNDERSCORE) index += isAt(input, index + 1, UNDERSCORE) ? 2 : 1;
    else if (code === DASH) while (isAt(input, index, DASH)) index++;
    else return index;
  }
}

/** Finds the end of the tag that starts at `start`: the same index where none does. */
export function endOfTag(input: string, start: number): number {
  let index = start;
  while (index < input.length) {
    const code = input.charCodeAt(index);
    const inside = index > start && (code === DASH || code === DOT);
    if (!inside && !isAlphanumeric(code) && code !== UNDERSCORE) break;
    index++;
  }
  return index;
}

/** Says whether a digest of a known algorithm reaches from `start` to the end. */
export function isDigestAt(input: string, start: number): boolean {
  return (
    (input.startsWith('sha256:', start) && areHexDigits(input, start + 7, 64)) ||
    (input.startsWith('sha384:', start) && areHexDigits(input, start + 7, 96)) ||
    (input.startsWith('sha512:', start) && areHexDigits(input, start + 7, 128))
  );
}

/** Says whether exactly `count` lowercase hexadecimal digits reach from `start` to the end. */
export function areHexDigits(input: string, start: number, count: number): boolean {
  if (input.length - start !== count) return false;
  for (let index = start; index < input.length; index++) {
    if (!isLowercaseHex(input.charCodeAt(index))) return false;
  }
  return true;
}

function isAt(input: string, index: number, code: number): boolean {
  return index < input.length && input.charCodeAt(index) === code;
}
